package io.sidetone.server.command;

/// A command cannot be done, and its message says why to whoever asked.
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;

    /// @param code as a status code of SIP or HTTP: 400 for what was asked wrongly, 404 for what is not there,
    ///     500 for what failed
    public CommandException(int code, String message) {
        super(message);
        this.code = code;
    }

    /// What kind it is.
    public int code() {
        return code;
    }
}
