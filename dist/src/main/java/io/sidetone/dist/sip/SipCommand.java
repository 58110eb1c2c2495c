package io.sidetone.dist.sip;

import io.sidetone.dist.command.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command that all others of this package belong to.
@Command(
        name = "sip",
        description = "A small SIP telephone for operators and tests.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class SipCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private SipCommand() {}

    /// The command with all that belong to it.
    static CommandLine of(Stop stop) {
        return new CommandLine(new SipCommand())
                .addSubcommand(new PingCommand(stop))
                .addSubcommand(new RegisterCommand(stop))
                .addSubcommand(new CallCommand(stop))
                .addSubcommand(new AnswerCommand(stop))
                .addSubcommand(new MessageCommand());
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which command? ping, register, call, answer or message");
    }
}
