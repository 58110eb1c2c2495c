package io.sidetone.dist.migrate;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `migrate`: what helps who comes from another server.
@Command(
        name = "migrate",
        description = "Helps to come from Kamailio or OpenSIPS.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class MigrateCommand implements Callable<Integer> {

    MigrateCommand() {}

    @Override
    public Integer call() throws CommandException {
        throw CommandException.usage("Say what to do: `migrate check FILE` tells what of a configuration works here.");
    }
}
