package io.sidetone.dist.check;

import io.sidetone.dist.plugin.Plugins;
import io.sidetone.modules.Bundled;
import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.context.OtherMessages;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleSet;
import io.sidetone.server.module.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One check of a script. Immutable.
///
/// @param file as it was named
/// @param reading how it is read
/// @param plugins the folder of plug-ins; null for the one in the usual data folder, if it is there
/// @param syntaxOnly whether names are left alone, because modules are missing that the script uses
record ScriptCheck(
        String file, SourceOptions reading, @Nullable Path plugins, boolean syntaxOnly) {

    /// What came of it.
    ///
    /// @param good whether there is no error
    record Result(boolean good, String text) {}

    /// The modules of a script are all that the server has, and they have to be able to work together.
    private Optional<BoundScript> check(Script script, Path folder, Diagnostics diagnostics) throws StartException {
        List<Module> all = new ArrayList<>(Bundled.modules());
        try (Plugins loaded =
                Plugins.load(plugins == null ? null : folder.resolve(plugins), folder.resolve(Plugins.USUAL_DATA))) {
            all.addAll(loaded.modules());
            ModuleSet modules = new ModuleSet(all);
            Optional<BoundScript> bound = Checker.check(script, modules.definitions(OtherMessages.all()), diagnostics);
            bound.ifPresent(checked -> modules.order(checked, diagnostics));
            return bound;
        }
    }

    /// Checks.
    ///
    /// @param folder what relative paths are relative to
    /// @throws IOException if the file cannot be read or the preprocessor fails
    /// @throws StartException if a plug-in cannot be loaded
    Result run(Path folder) throws IOException, StartException {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.load(file, folder.toAbsolutePath(), reading, diagnostics);
        Script script = ScriptParser.parse(source, diagnostics);
        Optional<BoundScript> bound = syntaxOnly ? Optional.empty() : check(script, folder, diagnostics);
        boolean good = diagnostics.errors() == 0;
        StringBuilder text = new StringBuilder(Rendering.of(source, diagnostics));
        if (good && diagnostics.list().isEmpty()) {
            text.append("0 errors, 0 warnings\n");
        }
        bound.map(ScriptSummary::of).ifPresent(text::append);
        return new Result(good, text.toString());
    }
}
