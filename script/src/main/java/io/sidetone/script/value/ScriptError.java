package io.sidetone.script.value;

/// Says that a statement of a script cannot be done: an operator on values that it is not for, an argument that a
/// function does not take. The statement has no effect, a condition counts as false, and the script goes on.
///
/// Carries no stack trace: it reports the script's mistake, and who catches it knows the line.
public final class ScriptError extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong, one sentence without a full stop
    public ScriptError(String message) {
        super(message, null, false, false);
    }

    /// What is wrong.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
