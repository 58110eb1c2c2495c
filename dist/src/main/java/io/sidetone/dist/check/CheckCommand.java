package io.sidetone.dist.check;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.SourceArguments;
import io.sidetone.dist.command.Version;
import io.sidetone.server.module.StartException;
import java.io.IOException;
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

/// `check`: all that is wrong with a script, or what is in it.
@Command(
        name = "check",
        description = "Tells all that is wrong with a script, without starting anything, or what is in it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the script can be run",
            "1:it has errors",
            "2:the command line is wrong, or there is nothing to check",
        })
final class CheckCommand implements Callable<Integer> {

    private final Path folder;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The script.")
    private String file = "";

    @Mixin
    private final SourceArguments reading = new SourceArguments();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Folder of jars with modules; default: plugins in the data folder, if it is there.")
    private @Nullable Path plugins;

    @Option(names = "--syntax", description = "Leaves names alone, for a script whose modules are not there.")
    private boolean syntaxOnly;

    /// @param folder what relative paths are relative to
    CheckCommand(Path folder) {
        this.folder = folder;
    }

    @Override
    public Integer call() throws CommandException {
        try {
            ScriptCheck.Result result = new ScriptCheck(file, reading.options(), plugins, syntaxOnly).run(folder);
            Objects.requireNonNull(spec).commandLine().getOut().print(result.text());
            return result.good() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException | StartException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
