package io.sidetone.dist.command;

/// What every command may end with. A command that tells more apart goes on from [#FIRST_OF_COMMAND] and says so
/// in its help.
public final class ExitCode {

    /// It was done.
    public static final int DONE = 0;

    /// It was tried in vain.
    public static final int FAILED = 1;

    /// The words make no sense; nothing was tried.
    public static final int USAGE = 2;

    /// The first code that commands give a meaning of their own.
    public static final int FIRST_OF_COMMAND = 3;

    private ExitCode() {}
}
