package io.sidetone.modules.messages;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where files are that programs of operators look for while the server runs. Immutable: only functions.
public final class RunFolder {

    /// Where Kamailio's tools look.
    private static final Path USUAL = Path.of("/run/kamailio");

    private RunFolder() {}

    /// A file as a script names it: a name alone is in the usual folder, or in the server's own where that is not
    /// there.
    ///
    /// @param data the folder of the server
    public static Path file(String name, Path data) {
        Path named = Path.of(name);
        if (named.isAbsolute()) {
            return named;
        }
        return (Files.isWritable(USUAL) ? USUAL : data).resolve(named);
    }
}
