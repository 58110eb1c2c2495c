package io.sidetone.dist.command;

/// A command can not be done, for a reason that is not our fault: says so in one sentence. Immutable.
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /// @param sentence what is wrong, and what to do about it if that is known
    public CommandException(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    /// The command was tried in vain.
    public static CommandException failed(String sentence) {
        return new CommandException(ExitCode.FAILED, sentence);
    }

    /// What stands on the command line makes no sense.
    public static CommandException usage(String sentence) {
        return new CommandException(ExitCode.USAGE, sentence);
    }

    /// What the program ends with.
    public int exitCode() {
        return exitCode;
    }

    /// What is wrong.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
