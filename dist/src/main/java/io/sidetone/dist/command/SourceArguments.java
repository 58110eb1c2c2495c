package io.sidetone.dist.command;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.SourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command is told to read a script. Confined to the command.
public final class SourceArguments {

    @Option(
            names = {"-p", "--preprocessor"},
            paramLabel = "COMMAND",
            description = "Sends the text through a command first, such as m4.")
    private @Nullable String preprocessor;

    @Option(
            names = "-A",
            paramLabel = "NAME=VALUE",
            description = "A value for the script, which it reads as $$argv(NAME), and in Kamailio's dialect a define "
                    + "as #!define makes it; can be given several times.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "What the script is written in: ${COMPLETION-CANDIDATES}; else its first lines tell.")
    private @Nullable Dialect dialect;

    /// Nothing said.
    public SourceArguments() {}

    /// How the script is read.
    ///
    /// @throws CommandException if a value has no name
    public SourceOptions options() throws CommandException {
        return new SourceOptions(preprocessor, dialect, values());
    }

    /// The values by their names; empty for a name without one.
    ///
    /// @throws CommandException if one has no name
    public Map<String, String> values() throws CommandException {
        for (String value : values) {
            if (value.isEmpty() || value.startsWith("=")) {
                throw CommandException.usage(
                        "-A " + value + ": a value for the script is written NAME=VALUE, or NAME.");
            }
        }
        return SourceOptions.defines(values);
    }
}
