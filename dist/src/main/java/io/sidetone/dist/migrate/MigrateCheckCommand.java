package io.sidetone.dist.migrate;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.SourceArguments;
import io.sidetone.dist.command.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `migrate check`: line by line what of a configuration works, differs, is missing or is wrong.
@Command(
        name = "check",
        description = "Tells line by line what of a configuration works here, differs, is missing or is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it can be used as it is",
            "1:something is missing or wrong",
            "2:the command line is wrong, or there is nothing to check",
        })
final class MigrateCheckCommand implements Callable<Integer> {

    private final Path folder;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The configuration.")
    private String file = "";

    @Mixin
    private final SourceArguments reading = new SourceArguments();

    @Option(names = "--short", description = "Leaves out the lines of which all works.")
    private boolean brief;

    /// @param folder what relative paths are relative to
    MigrateCheckCommand(Path folder) {
        this.folder = folder;
    }

    @Override
    public Integer call() throws CommandException {
        try {
            MigrationReport report = new MigrationCheck(file, reading.options()).run(folder.toAbsolutePath());
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.print(report.text(brief));
            return report.isUsable() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
