package io.sidetone.dist.run;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiPredicate;

/// Where the configuration is read from, at the start and at each reload. Immutable.
///
/// @param file as it was named
/// @param folder what relative names are relative to
/// @param reading how it is read
record Configuration(String file, Path folder, SourceOptions reading) {

    /// What is wrong with a file begins with its name, what is wrong with the preprocessor does not.
    private static String without(String file, String why) {
        return why.startsWith(file + ": ") ? why : file + ": " + why;
    }

    /// Reads it and has it loaded.
    ///
    /// @param loader gets the text; false means that there are errors
    /// @return the warnings, as operators read them; empty for none
    /// @throws StartException with all errors, if there are any
    String load(BiPredicate<Source, Diagnostics> loader) throws StartException {
        Diagnostics diagnostics = new Diagnostics();
        Source source;
        try {
            source = SourceLoader.load(file, folder.toAbsolutePath(), reading, diagnostics);
        } catch (IOException e) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "cannot read the configuration " + without(file, String.valueOf(e.getMessage()))
                            + (reading.preprocessor() == null
                                    ? ". Name another one with --config FILE."
                                    : ". Look at -p."),
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
