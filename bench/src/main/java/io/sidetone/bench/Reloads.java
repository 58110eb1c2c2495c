package io.sidetone.bench;

import io.sidetone.script.LiveScript;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/// A script that is replaced again and again while threads run it without a pause. Some runs of each thread wait at
/// any time, so old versions are always in use. Thread-safe.
final class Reloads {

    /// So many runs of each thread wait at a time.
    private static final int WAITING = 64;

    private final LiveScript script = new LiveScript(ScriptLibrary.definitions(), ScriptLibrary.LIMITS);
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private volatile boolean over;

    Reloads() {
        reload(0);
    }

    /// Puts another version into service. Each has another text, so nothing of the one before can serve again.
    void reload(int number) {
        String text = ScriptLibrary.TYPICAL.replace("$var(count) = 0;", "$var(count) = " + number + "; slow();");
        Diagnostics diagnostics = new Diagnostics();
        if (script.load(Source.of("reload" + number + ".cfg", text), diagnostics)
                .isEmpty()) {
            throw new IllegalStateException(diagnostics.list().toString());
        }
    }

    /// Runs the script until it is over, and then what still waits.
    void work() {
        Deque<Run> waiting = new ArrayDeque<>();
        while (!over) {
            Version version = script.current().orElseThrow();
            Run run = new Run(version, ScriptLibrary.HOST, new ScriptLibrary.Message());
            begun.increment();
            note(run, run.start(version.route(RouteKind.ROUTE, null).orElseThrow()), waiting);
            if (waiting.size() > WAITING) {
                Run oldest = waiting.remove();
                note(oldest, oldest.resume(oldest.perform()), waiting);
            }
        }
        while (!waiting.isEmpty()) {
            Run oldest = waiting.remove();
            note(oldest, oldest.resume(oldest.perform()), waiting);
        }
    }

    private void note(Run run, Outcome outcome, Deque<Run> waiting) {
        if (outcome == Outcome.WAITING) {
            waiting.add(run);
        } else {
            ended.increment();
        }
    }

    /// Lets the threads come to an end.
    void end() {
        over = true;
    }

    long begun() {
        return begun.sum();
    }

    long ended() {
        return ended.sum();
    }

    /// How many versions are held by somebody, or not yet collected.
    int alive() {
        return script.alive();
    }
}
