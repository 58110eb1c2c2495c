package io.sidetone.server.module;

/// The server or a part of it cannot start. The message is for operators: what is wrong and what to do, in a
/// paragraph.
public final class StartException extends Exception {

    private static final long serialVersionUID = 1;

    /// What kind of thing is wrong: the exit status of the program.
    public enum Reason {
        /// The configuration.
        CONFIGURATION(2),
        /// The database.
        DATABASE(3),
        /// A socket, such as a port that is taken.
        SOCKET(4),
        /// A file or folder.
        FILE(5),
        /// A certificate or key.
        CERTIFICATE(6),
        /// Something of our own.
        INTERNAL(70);

        private final int exitStatus;

        Reason(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /// The exit status of the program.
        public int exitStatus() {
            return exitStatus;
        }
    }

    private final Reason reason;

    /// @param message what is wrong and what to do about it
    public StartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// @param message what is wrong and what to do about it
    public StartException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// What kind of thing is wrong.
    public Reason reason() {
        return reason;
    }
}
