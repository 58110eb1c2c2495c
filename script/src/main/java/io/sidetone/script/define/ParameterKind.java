package io.sidetone.script.define;

/// What a parameter of a function takes, and what the function gets for it.
public enum ParameterKind {
    /// A whole number: a [Long]. Text that reads as one counts.
    INTEGER,
    /// True or false: a [Boolean]. Numbers count, and text as `1`, `yes`, `true`, `on` and their contraries.
    BOOLEAN,
    /// Text: a [String]. Variables in a literal are replaced; a number gives its digits.
    STRING,
    /// Text that is known when the script is loaded: a [String] as written.
    STATIC,
    /// A regular expression: a [java.util.regex.Pattern]. A literal is read when the script is loaded.
    REGEX,
    /// Text whose literal parts and replaced variables are kept apart: an [io.sidetone.script.value.TextParts].
    PARTS,
    /// A regular expression for lines: `^` and `$` are the two ends of each line, `.` matches none. A literal is
    /// read when the script is loaded.
    LINE_REGEX,
    /// A substitution `/expression/replacement/flags`: an [io.sidetone.script.value.Substitution]. A literal is
    /// read when the script is loaded.
    SUBSTITUTION,
    /// A variable that the function writes: an [io.sidetone.script.run.Output].
    VARIABLE,
    /// The name of a route block, known when the script is loaded: a [String].
    ROUTE,
    /// Any value as it is.
    VALUE,
    /// Any value; text in which a variable stands alone gives the value of the variable.
    QUOTED_VALUE
}
