package io.sidetone.script.value;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads a POSIX extended regular expression as the C library of Linux does, with its additions: back-references,
/// `\w \W \s \S \b \B \< \> \``, and `\'`. Java's own additions are not known: `(?` and the like are errors or
/// ordinary characters, as they are there. Thread-safe: keeps nothing.
///
/// DEVIATION: of several alternatives the first that leads to a match is taken, where POSIX takes the longest
/// match: `a|ab` finds `a` in `abc`. Whether there is a match is the same.
public final class PosixExpression {

    /// Longer expressions are refused.
    public static final int LENGTH = 4_096;

    /// Deeper nested groups are refused.
    static final int DEPTH = 100;

    /// The highest number of an interval, as in the C library.
    static final int REPETITIONS = 32_767;

    /// What an expression may come to if all intervals are written out.
    static final int SIZE = 100_000;

    private PosixExpression() {}

    /// Reads one for texts as a whole: `.` matches a line break as well, `^` and `$` the two ends.
    ///
    /// @param ignoringCase whether letters match both cases
    /// @throws ScriptError if it is no such expression
    public static Pattern compile(String expression, boolean ignoringCase) {
        return compile(expression, ignoringCase, false);
    }

    /// Reads one for lines: `.` and negated brackets match no line break, `^` and `$` the two ends of each line.
    ///
    /// @param ignoringCase whether letters match both cases
    /// @throws ScriptError if it is no such expression
    public static Pattern compileForLines(String expression, boolean ignoringCase) {
        return compile(expression, ignoringCase, true);
    }

    private static Pattern compile(String expression, boolean ignoringCase, boolean lines) {
        if (expression.length() > LENGTH) {
            throw new ScriptError(
                    "a regular expression of " + expression.length() + " characters, but " + LENGTH + " is the most");
        }
        String translation = new PosixTranslation(expression, ignoringCase, lines).translate();
        try {
            return Pattern.compile(translation, Pattern.DOTALL | (ignoringCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            throw new AssertionError("Translated to what Java does not read: " + expression, e);
        }
    }
}
