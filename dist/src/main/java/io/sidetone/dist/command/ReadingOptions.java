package io.sidetone.dist.command;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.SourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of commands that read a script without running it. Confined to the thread of the command.
public final class ReadingOptions {

    @Option(
            names = {"-p", "--preprocessor"},
            paramLabel = "COMMAND",
            description = "Sends the text through a command first, such as m4.")
    private @Nullable String preprocessor;

    @Option(
            names = "-A",
            paramLabel = "NAME[=VALUE]",
            description = "A define for a script of the Kamailio dialect; can be given several times.")
    private List<String> defines = new ArrayList<>();

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "What the script is written in, native or kamailio (default: what it says itself).")
    private @Nullable String dialect;

    /// How the script is read.
    ///
    /// @throws CommandException if there is no such dialect
    public SourceOptions source() throws CommandException {
        return new SourceOptions(preprocessor, dialect(dialect), SourceOptions.defines(defines));
    }

    /// A dialect by its name.
    ///
    /// @return null for null
    /// @throws CommandException if there is none
    public static @Nullable Dialect dialect(@Nullable String name) throws CommandException {
        return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "native", "opensips" -> Dialect.NATIVE;
            case "kamailio" -> Dialect.KAMAILIO;
            default -> throw CommandException.usage("There is no dialect '" + name + "', only native and kamailio.");
        };
    }
}
