package io.sidetone.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.run.XRay;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Place;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.TestContext;
import io.sidetone.script.testing.TestHost;
import io.sidetone.script.value.Values;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [LiveScript].
class LiveScriptTest {

    private static final String SLEEPER = """
            loadmodule "cfgutils.so"
            route {
              xlog("begin %");
              sleep(1);
              xlog("end %");
            }
            """;

    private static final int VERSIONS = 20;
    private static final int TRIES = 100;
    private static final long TRY_MILLIS = 200;

    private final LiveScript script = new LiveScript(TestHost.definitions(), Limits.USUAL);
    private final TestHost host = new TestHost();
    private final TestContext context = new TestContext();

    private Optional<Version> load(String text) {
        return script.load(Source.of("test.cfg", text), new Diagnostics());
    }

    private Run run(Version version) {
        return new Run(version, host, context);
    }

    private static int route(Version version) {
        return version.route(RouteKind.ROUTE, null).orElseThrow();
    }

    @Test
    void nothingIsInServiceAtFirst() {
        assertThat(script.current()).isEmpty();
        assertThat(script.seen()).isEmpty();
        assertThat(script.alive()).isZero();
    }

    @Test
    void aTextWithErrorsLeavesWhatIsInService() {
        Version first = load("route { xlog(\"one\"); }").orElseThrow();
        Diagnostics diagnostics = new Diagnostics();
        assertThat(script.load(Source.of("test.cfg", "route { nothing_like_it(); }"), diagnostics))
                .isEmpty();
        assertThat(diagnostics.errors()).isPositive();
        assertThat(script.current()).containsSame(first);
    }

    @Test
    void whatHasBegunEndsOnTheVersionItBeganWith() {
        Version old = load(SLEEPER.replace("%", "old")).orElseThrow();
        Run waiting = run(old);
        assertThat(waiting.start(route(old))).isEqualTo(Outcome.WAITING);
        Version next = load(SLEEPER.replace("%", "new")).orElseThrow();
        host.run(run(next), route(next));
        assertThat(waiting.resume(waiting.perform())).isEqualTo(Outcome.ENDED);
        assertThat(context.log)
                .filteredOn(line -> !line.startsWith("sleep"))
                .containsExactly("begin old", "begin new", "end new", "end old");
    }

    @Test
    void theScriptSaysHowOftenItsLoopsTurn() {
        Version version = load("max_while_loops = 3\nroute { while ($rm == \"INVITE\") xlog(\"turn\"); }")
                .orElseThrow();
        host.run(run(version), route(version));
        assertThat(context.log).containsExactly("turn", "turn", "turn");
        assertThat(host.failures).hasSize(1);
    }

    @Test
    void aVersionIsCollectedWhenItsLastUserLetsItGo() throws InterruptedException {
        Run waiting = run(load(SLEEPER).orElseThrow());
        waiting.start(route(waiting.version()));
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        List<Reference<Object>> routines = new ArrayList<>();
        for (int i = 0; i < VERSIONS; i++) {
            Version version = load(SLEEPER.replace("%", "v" + i)).orElseThrow();
            routines.add(new WeakReference<>(version.routes().getFirst().routine(), collected));
        }
        Version last = load(SLEEPER).orElseThrow();
        int gone = 0;
        for (int tries = 0; tries < TRIES && gone < VERSIONS; tries++) {
            System.gc();
            gone += collected.remove(TRY_MILLIS) == null ? 0 : 1;
            while (collected.poll() != null) {
                gone++;
            }
        }
        assertThat(gone).isEqualTo(routines.size());
        assertThat(script.alive()).isEqualTo(2);
        assertThat(waiting.resume(waiting.perform())).isEqualTo(Outcome.ENDED);
        assertThat(script.current()).containsSame(last);
    }

    @Test
    void aRunInsideAnotherSharesTheVariablesOfItsOwnVersionOnly() {
        String text = "route { $var(x) = \"outer\"; } branch_route[b] { xlog(\"%$var(x)\"); $var(x) = \"inner\"; }";
        Version version = load(text.replace("%", "")).orElseThrow();
        Run outer = run(version);
        outer.start(route(version));
        new Run(outer, version, context).start(branch(version));
        assertThat(outer.variable(0)).isEqualTo("inner");

        Version next = load(text.replace("%", "next ")).orElseThrow();
        new Run(outer, next, context).start(branch(next));
        assertThat(context.log).containsExactly("outer", "next <null>");
    }

    private static int branch(Version version) {
        return version.route(RouteKind.BRANCH_ROUTE, "b").orElseThrow();
    }

    @Test
    void patienceIsForTheCallThatAsksForItAndNoOther() {
        String text = """
                loadmodule "cfgutils.so"
                route { async(%, resume, 5); }
                route[resume] { sleep(1); }
                """;
        Run waits = run(load(text.replace("%", "sleep(9)")).orElseThrow());
        waits.start(route(waits.version()));
        assertThat(waits.patience()).isEqualTo(5);
        assertThat(waits.resume(waits.perform())).isEqualTo(Outcome.WAITING);
        assertThat(waits.patience()).isZero();

        Run doesNot = run(load(text.replace("%", "setflag(\"F\")")).orElseThrow());
        assertThat(doesNot.start(route(doesNot.version()))).isEqualTo(Outcome.WAITING);
        assertThat(doesNot.patience()).isZero();
    }

    @Test
    void anXRayTellsLinesCallsAndWhatWasWritten() {
        load("""
                loadmodule "cfgutils.so"
                route {
                  $var(x) = 1 + 2;
                  if ($var(x) == 3) {
                    sleep(1);
                    $ru = "sip:carol@example.com";
                  }
                  $avp(a) = size("four");
                }
                """);
        Version seen = script.seen().orElseThrow();
        assertThat(script.seen()).containsSame(seen);
        Notes notes = new Notes();
        Run run = run(seen);
        run.xRay(notes);
        host.run(run, route(seen));
        assertThat(notes.lines)
                .containsExactly(
                        "3",
                        "$var(x) = 3",
                        "4",
                        "5",
                        "sleep(1) waits",
                        "6",
                        "$ru = sip:carol@example.com",
                        "8",
                        "size(four) = 4",
                        "$avp(a) = 4");
    }

    @Test
    void anXRayedRunThatNobodyLooksAtDoesTheSame() {
        load("route { $var(x) = 1; $ru = \"sip:x\"; remember(size(\"abc\")); }");
        Version seen = script.seen().orElseThrow();
        assertThat(host.run(run(seen), route(seen))).isEqualTo(Outcome.ENDED);
        assertThat(context.log).containsExactly("remember(3)");
    }

    /// Writes down what it sees.
    private static final class Notes implements XRay {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void statement(Run run, Place place) {
            lines.add(Integer.toString(place.line()));
        }

        @Override
        public void written(Run run, String variable, @Nullable Object value) {
            lines.add(variable + " = " + Values.text(value));
        }

        @Override
        public void called(Run run, String function, @Nullable Object[] arguments, @Nullable Object result) {
            String call = function + "(" + Values.text(arguments[0]) + ")";
            lines.add(
                    result instanceof Long number && number == Run.WAITING
                            ? call + " waits"
                            : call + " = " + Values.text(result));
        }
    }
}
