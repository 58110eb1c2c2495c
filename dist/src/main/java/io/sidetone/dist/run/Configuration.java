package io.sidetone.dist.run;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Where the configuration is read from, at the start and at each reload. Immutable.
///
/// @param file as it was named
/// @param folder what relative names are relative to
/// @param preprocessor what it is sent through; null for nothing
record Configuration(String file, Path folder, @Nullable String preprocessor) {

    /// Reads it and has it loaded.
    ///
    /// @param loader gets the text; false means that there are errors
    /// @return the warnings, as operators read them; empty for none
    /// @throws StartException with all errors, if there are any
    String load(BiPredicate<Source, Diagnostics> loader) throws StartException {
        Diagnostics diagnostics = new Diagnostics();
        Source source;
        try {
            source = SourceLoader.load(file, folder.toAbsolutePath(), preprocessor, diagnostics);
        } catch (IOException e) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "cannot read the configuration " + file + ": " + e.getMessage()
                            + ". Name another one with --config FILE.",
                    e);
        }
        boolean loaded = loader.test(source, diagnostics);
        String told = Rendering.of(source, diagnostics);
        if (!loaded) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "the configuration " + file + " has errors, and nothing of it counts:\n" + told);
        }
        return told;
    }
}
