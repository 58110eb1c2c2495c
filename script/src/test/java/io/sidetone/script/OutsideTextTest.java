package io.sidetone.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.TestContext;
import io.sidetone.script.testing.TestHost;
import io.sidetone.script.value.ScriptError;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [OutsideText].
class OutsideTextTest {

    private static final String SCRIPT = """
            loadmodule "tm.so"
            route {
              $var(user) = "alice";
              $avp(x) = 1;
              $avp(x) = 2;
              $var(map) = {"a": [5, 6]};
              if ($ru =~ "sip:([a-z]+)@") { xlog("$var(user) $var(map)"); }
            }
            """;

    private final AtomicReference<BoundScript> bound = new AtomicReference<>();
    private final LiveScript live = new LiveScript(TestHost.definitions(), Limits.USUAL);
    private final TestHost host = new TestHost();
    private final TestContext context = new TestContext();

    private Run run(String text) {
        Version version = live.load(Source.of("test.cfg", text), new Diagnostics(), script -> {
                    bound.set(script);
                    return true;
                })
                .orElseThrow();
        Run run = new Run(version, host, context);
        host.run(run, version.route(RouteKind.ROUTE, null).orElseThrow());
        return run;
    }

    private OutsideText read(String text) {
        return OutsideText.of(text, bound.get(), TestHost.definitions(), new Diagnostics())
                .orElseThrow();
    }

    private @Nullable Object value(String text, Run run) {
        return read(text).value(run);
    }

    private String error(String text) {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(OutsideText.of(text, bound.get(), TestHost.definitions(), diagnostics))
                .isEmpty();
        return diagnostics.list().stream().map(Diagnostic::message).findFirst().orElseThrow();
    }

    @Test
    void textIsWhatItWouldBeInABlock() {
        Run run = run(SCRIPT);
        assertThat(value("{$rm $(ci{s.len})} $$5 ", run)).isEqualTo("{INVITE 6} $5 ");
        assertThat(value("no variable", run)).isEqualTo("no variable");
        assertThat(value("", run)).isEqualTo("");
        assertThat(value("<$var(user)>", run)).isEqualTo("<alice>");
        assertThat(value("$match(1)", run)).isEqualTo("bob");
        assertThat(value("$rc", run)).isEqualTo(1L);
        assertThat(value("$(avp(x)[1])", run)).isEqualTo(1L);
        assertThat(value("$(avp(x)[*])", run)).isEqualTo(List.of(2L, 1L));
        assertThat(value("$(var(map).a[1])", run)).isEqualTo(6L);
        assertThat(value("$(<request>ru{s.substr,$avp(x),3})", run)).isEqualTo("p:b");
    }

    @Test
    void oneVariableAloneIsItsValue() {
        Run run = run(SCRIPT);
        assertThat(value("$avp(x)", run)).isEqualTo(2L);
        assertThat(value("$var(nobody)", run)).isNull();
        assertThat(read("$avp(x)").isVariable()).isTrue();
        assertThat(read("$(ru{s.len})").isVariable()).isTrue();
        assertThat(read("$ru ").isVariable()).isFalse();
        assertThat(read("ru").isVariable()).isFalse();
    }

    @Test
    void whatNoBlockCouldReadIsRefused() {
        run(SCRIPT);
        assertThat(error("$nothing_like_it")).contains("unknown variable `$nothing_like_it`");
        assertThat(error("$(ru{no.such})")).contains("no.such");
        assertThat(error("costs $ 5")).contains("expected the name of a variable");
        assertThat(error("$avp(x")).contains("is not closed");
    }

    @Test
    void aVariableOfAModuleThatIsNotLoadedIsRefused() {
        run(SCRIPT);
        assertThat(read("$T_branch_idx").isVariable()).isTrue();
        run("route { xlog(\"without\"); }");
        assertThat(error("$T_branch_idx")).contains("belongs to module `tm`, which is not loaded");
    }

    @Test
    void theScriptsOwnVariablesAreFoundInLaterVersions() {
        run(SCRIPT);
        OutsideText text = read("$var(user)");
        Run later = run("route { $var(first) = 1; $var(user) = \"bob\"; xlog(\"$var(first) $var(user)\"); }");
        assertThat(text.value(later)).isEqualTo("bob");
    }

    @Test
    void whatCannotBeHadIsAnError() {
        Run run = run(SCRIPT);
        OutsideText text = read("$(ru{s.substr,$var(user),3})");
        assertThatThrownBy(() -> text.value(run)).isInstanceOf(ScriptError.class);
    }
}
