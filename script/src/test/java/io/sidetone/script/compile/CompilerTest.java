package io.sidetone.script.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.GoldenCases;
import io.sidetone.script.testing.TestContext;
import io.sidetone.script.testing.TestHost;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The classes that the [Compiler] makes.
class CompilerTest {

    /// The JIT refuses methods of 8,000 octets; this keeps far from it.
    private static final int LONGEST = 6_000;

    private static Optional<BoundScript> bound(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return Checker.check(
                ScriptParser.parse(Source.of("test.cfg", text), diagnostics), TestHost.definitions(), diagnostics);
    }

    private static String errors(String text) {
        Source source = Source.of("test.cfg", text);
        Diagnostics diagnostics = new Diagnostics();
        Checker.check(ScriptParser.parse(source, diagnostics), TestHost.definitions(), diagnostics);
        return Rendering.of(source, diagnostics);
    }

    private static Map<String, Integer> sizes(BoundScript script, boolean xRay) {
        Map<String, Integer> sizes = new HashMap<>();
        Compiler.classes(script, xRay).forEach((name, octets) -> {
            for (MethodModel method : ClassFile.of().parse(octets).methods()) {
                method.code()
                        .ifPresent(code -> sizes.put(
                                name + "." + method.methodName().stringValue(), ((CodeAttribute) code).codeLength()));
            }
        });
        return sizes;
    }

    private static void assertShort(String text) {
        BoundScript script = bound(text).orElseThrow(() -> new AssertionError(errors(text)));
        for (boolean xRay : List.of(false, true)) {
            assertThat(sizes(script, xRay))
                    .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(LONGEST));
        }
        Compiler.compile(script, Limits.USUAL, true);
    }

    @Test
    void noMethodOfAnyCaseIsTooLongForTheJit() throws IOException {
        int compiled = 0;
        for (GoldenCases.Source source : GoldenCases.sources().toList()) {
            if (bound(source.text()).isPresent()) {
                assertShort(source.text());
                compiled++;
            }
        }
        assertThat(compiled).isGreaterThan(100);
    }

    private static String repeated(int times, String line) {
        return IntStream.range(0, times)
                .mapToObj(number -> line.replace("%", Integer.toString(number)))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aRouteOf2000StatementsBecomesMethodsThatTheJitTakes() {
        String text = "route {\n" + repeated(500, """
                  if ($rU == "user%" && !is_method("BYE")) {
                    $var(target) = "sip:" + $rU + "@10.0.0.%";
                    setflag("F%");
                    xlog("$var(target) of $rm: %");
                  }
                """) + "}\n";
        assertShort(text);
        Version version = Compiler.compile(bound(text).orElseThrow(), Limits.USUAL, false);
        TestContext context = new TestContext().returns("is_method", -1);
        context.fields.put("rU", "user499");
        Run run = new Run(version, new TestHost(), context);
        assertThat(run.start(version.route(RouteKind.ROUTE, null).orElseThrow()))
                .isEqualTo(Outcome.ENDED);
        assertThat(context.log).endsWith("sip:user499@10.0.0.499 of INVITE: 499");
    }

    @Test
    void longExpressionsAndNestedBlocksBecomeShortMethodsToo() {
        String sum = repeated(990, "+ $sp").replace("\n", " ");
        String texts = repeated(1_000, "$rm-%-").replace("\n", "");
        String list = repeated(1_000, "$sp,").replace("\n", " ");
        assertShort("route { $var(x) = 1 " + sum + "; xlog(\"" + texts + "\"); $var(l) = [" + list + " 1]; }");
        String conditions = repeated(990, "setflag(\"%\") &&").replace("\n", " ");
        assertShort("route { if (" + conditions + " setflag(\"z\")) xlog(\"x\"); }");
        assertShort("route {" + "if ($sp == 1) { setflag(\"a\"); ".repeat(60) + "}".repeat(60) + "}");
        assertShort("route { switch ($sp) {" + repeated(1_000, "case %: setflag(\"%\"); break;") + "} }");
        assertShort("route { remember(" + "size([".repeat(40) + "1" + "])".repeat(40) + "); }");
        String waits = "loadmodule \"cfgutils.so\"\nroute {" + repeated(800, "sleep(%); if (sleep(%)) setflag(\"%\");");
        assertShort(waits + "}");
    }

    @Test
    void everyMethodThatIsSplitOffIsCalled() {
        String sum = repeated(40, "+ $ci").replace("\n", " ");
        String chain = repeated(20, "$rU == \"a%\" " + sum + " ||").replace("\n", " ");
        Set<String> split = new TreeSet<>();
        Set<String> called = new TreeSet<>();
        Compiler.classes(
                        bound("route { if (" + chain + " $sp == 1) xlog(\"x\"); }")
                                .orElseThrow(),
                        false)
                .forEach((name, octets) -> {
                    ClassModel type = ClassFile.of().parse(octets);
                    type.methods().stream()
                            .map(method -> method.methodName().stringValue())
                            .filter(method -> method.startsWith("part"))
                            .forEach(method -> split.add(name + "." + method));
                    for (PoolEntry entry : type.constantPool()) {
                        if (entry instanceof MemberRefEntry member) {
                            called.add(name + "." + member.name().stringValue());
                        }
                    }
                });
        assertThat(split).hasSizeGreaterThan(10).isSubsetOf(called);
    }

    @Test
    void moreConstantsThanAClassCanHoldAreSpread() {
        assertShort("route {" + repeated(3_000, "setflag(\"%\"); $var(x) = 1000%;") + "}");
    }

    @Test
    void aStackTraceShowsTheLinesOfTheScript() {
        String text = """
                route {
                  route(a-b);
                }
                route[a-b] {
                  xlog("x");
                  if (lookup_value("stop")) xlog("never");
                }
                route[a_b] { xlog("other"); route(a-b); }
                """;
        BoundScript script = bound(text).orElseThrow();
        Version version = Compiler.compile(script, Limits.USUAL, false);
        TestContext context = new TestContext().gives("lookup_value", Thread.currentThread());
        Run run = new Run(version, new TestHost(), context);
        int route = version.route(RouteKind.ROUTE, null).orElseThrow();

        Throwable fault = catchThrowable(() -> run.start(route));

        assertThat(fault)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("No value of the language");
        assertThat(fault.getStackTrace())
                .extracting(line -> line.getClassName() + " " + line.getFileName() + ":" + line.getLineNumber())
                .contains("script.route_a_b test.cfg:6", "script.route test.cfg:2");
        assertThat(Compiler.classes(script, false)).containsKeys("script.route_a_b", "script.route_a_b__2");
    }

    @Test
    void codeWithoutXRayContainsNoHook() throws IOException {
        Set<String> hooks = new TreeSet<>();
        for (GoldenCases.Source source : GoldenCases.sources().toList()) {
            bound(source.text()).ifPresent(script -> {
                assertThat(hooks(script, false)).as(source.name()).isEmpty();
                hooks.addAll(hooks(script, true));
            });
        }
        assertThat(hooks).hasSizeGreaterThanOrEqualTo(2);
    }

    /// The methods for those who look on, as far as the classes of a script call them.
    private static Set<String> hooks(BoundScript script, boolean xRay) {
        Set<String> hooks = new TreeSet<>();
        Compiler.classes(script, xRay).values().forEach(octets -> {
            for (PoolEntry entry : ClassFile.of().parse(octets).constantPool()) {
                if (entry instanceof MemberRefEntry member
                        && (member.name().stringValue().toLowerCase(Locale.ROOT).contains("seen")
                                || member.owner().asInternalName().contains("XRay"))) {
                    hooks.add(member.name().stringValue());
                }
            }
        });
        return hooks;
    }
}
