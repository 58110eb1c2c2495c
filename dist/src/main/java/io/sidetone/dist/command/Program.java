package io.sidetone.dist.command;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Runs a command as picocli describes it, the same way for all commands: what is wrong is one sentence on the
/// standard error, never a stack trace, and each kind of it has its exit code. Thread-safe: only functions.
public final class Program {

    private static final System.Logger LOGGER = System.getLogger(Program.class.getName());

    private Program() {}

    /// Runs a command.
    ///
    /// @param command ends with the integer that it returns
    /// @return the exit code, as [ExitCode] has it
    public static int run(CommandLine command, PrintWriter out, PrintWriter err, String... words) {
        CommandLine line = command.setCommandName("./sidetone " + command.getCommandName())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Line ends in a file of options would be a second way to say the same.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Program::misused)
                .setExecutionExceptionHandler(Program::failed);
        int code = line.execute(words);
        out.flush();
        err.flush();
        return code;
    }

    private static int misused(ParameterException e, String[] words) {
        say(e.getCommandLine(), String.valueOf(e.getMessage()));
        e.getCommandLine()
                .getErr()
                .println("  All options: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        return switch (e) {
            case CommandException known -> {
                say(line, known.sentence());
                yield known.exitCode();
            }
            case IOException io -> {
                say(line, io.getClass().getSimpleName() + ": " + io.getMessage());
                yield ExitCode.FAILED;
            }
            default -> {
                LOGGER.log(System.Logger.Level.ERROR, "The command " + line.getCommandName() + " has a fault", e);
                say(line, "this is a fault of Sidetone: " + e);
                yield ExitCode.FAILED;
            }
        };
    }

    private static void say(CommandLine line, String sentence) {
        line.getErr().println("sidetone: " + Printable.line(sentence));
    }
}
