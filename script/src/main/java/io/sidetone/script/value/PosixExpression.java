package io.sidetone.script.value;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads a POSIX extended regular expression, as the configurations of the field use them. Thread-safe: keeps
/// nothing.
public final class PosixExpression {

    private PosixExpression() {}

    /// Reads one.
    ///
    /// @param ignoringCase whether letters match both cases
    /// @throws ScriptError if it is no such expression
    public static Pattern compile(String expression, boolean ignoringCase) {
        try {
            return Pattern.compile(expression, Pattern.DOTALL | (ignoringCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            throw new ScriptError("not a regular expression: " + e.getDescription() + ": '" + expression + "'");
        }
    }
}
