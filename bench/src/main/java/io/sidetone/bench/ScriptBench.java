package io.sidetone.bench;

import io.sidetone.script.LiveScript;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the routing language itself costs: functions and variables of the host do next to nothing here.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ScriptBench {

    private final Version typical = load(ScriptLibrary.TYPICAL);
    private final Version long2000 = load(ScriptLibrary.config(2_000));
    private final Source config = Source.of("long.cfg", ScriptLibrary.config(2_000));
    private final LiveScript reloaded = new LiveScript(ScriptLibrary.definitions(), ScriptLibrary.LIMITS);
    private final int route = typical.route(RouteKind.ROUTE, null).orElseThrow();
    private final int longRoute = long2000.route(RouteKind.ROUTE, null).orElseThrow();
    private final ScriptLibrary.Message message = new ScriptLibrary.Message();

    private static Version load(String text) {
        Diagnostics diagnostics = new Diagnostics();
        LiveScript script = new LiveScript(ScriptLibrary.definitions(), ScriptLibrary.LIMITS);
        return script.load(Source.of("bench.cfg", text), diagnostics)
                .orElseThrow(() -> new IllegalStateException(diagnostics.list().toString()));
    }

    /// A request route of 25 statements, 10 calls and 10 variables, one of its ways through.
    @Benchmark
    public Object typicalRoute() {
        return new Run(typical, ScriptLibrary.HOST, message).start(route);
    }

    /// The way of a request through a script of 2,000 lines.
    @Benchmark
    public Object longScript() {
        return new Run(long2000, ScriptLibrary.HOST, message).start(longRoute);
    }

    /// Reading, checking and compiling 2,000 lines, and putting them into service.
    @Benchmark
    public Object reload() {
        return reloaded.load(config, new Diagnostics());
    }
}
