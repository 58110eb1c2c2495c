package io.sidetone.script;

import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.compile.Compiler;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A script in service, which can be replaced while it runs. Thread-safe.
///
/// What has begun on a version ends on it; each version is collected when the last that holds it lets it go.
public final class LiveScript {

    /// The global parameter for how often one loop may turn.
    private static final String TURNS = "max_while_loops";

    private final Definitions definitions;
    private final Limits limits;
    private final List<WeakReference<Version>> versions = new ArrayList<>();
    private volatile @Nullable Loaded loaded;

    /// One state of the script.
    private record Loaded(
            BoundScript script,
            Limits limits,
            Version plain,
            @Nullable Version seen) {}

    /// Nothing is in service yet.
    ///
    /// @param definitions what scripts can use
    /// @param limits how far they may go, where they do not say so themselves
    public LiveScript(Definitions definitions, Limits limits) {
        this.definitions = definitions;
        this.limits = limits;
    }

    /// Loads a text and puts it into service. If it has errors, what was in service stays.
    ///
    /// @param diagnostics takes all that is wrong with it
    /// @return the new version; empty if there are errors
    public Optional<Version> load(Source source, Diagnostics diagnostics) {
        return load(source, diagnostics, _ -> true);
    }

    /// The same, where the host gets ready in between: it sees the checked script before that is put into
    /// service.
    ///
    /// @param ready whether it is to be put into service; what speaks against it belongs into the diagnostics
    public Optional<Version> load(Source source, Diagnostics diagnostics, Predicate<BoundScript> ready) {
        Script script = ScriptParser.parse(source, diagnostics);
        return Checker.check(script, definitions, diagnostics).filter(ready).map(this::replace);
    }

    private synchronized Version replace(BoundScript script) {
        Limits allowed = script.settings().stream()
                .filter(setting -> setting.name().equals(TURNS))
                .reduce((_, last) -> last)
                .map(setting -> setting.value() instanceof Long turns && turns > 0
                        ? new Limits((int) Math.min(turns, limits.steps()), limits.depth(), limits.steps())
                        : limits)
                .orElse(limits);
        Version version = Compiler.compile(script, allowed, false);
        loaded = new Loaded(script, allowed, version, null);
        remember(version);
        return version;
    }

    private void remember(Version version) {
        versions.removeIf(held -> held.get() == null);
        versions.add(new WeakReference<>(version));
    }

    /// The version in service: what a new run begins on.
    ///
    /// @return empty before the first was loaded
    public Optional<Version> current() {
        return Optional.ofNullable(loaded).map(Loaded::plain);
    }

    /// The version in service with hooks for an [io.sidetone.script.run.XRay]; made when it is first asked for.
    ///
    /// @return empty before the first was loaded
    public synchronized Optional<Version> seen() {
        Loaded now = loaded;
        if (now == null) {
            return Optional.empty();
        }
        Version seen = now.seen();
        if (seen == null) {
            seen = Compiler.compile(now.script(), now.limits(), true);
            remember(seen);
            loaded = new Loaded(now.script(), now.limits(), now.plain(), seen);
        }
        return Optional.of(seen);
    }

    /// How many versions are still held by somebody, or not yet collected.
    public synchronized int alive() {
        versions.removeIf(held -> held.get() == null);
        return versions.size();
    }
}
