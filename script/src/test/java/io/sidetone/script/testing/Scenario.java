package io.sidetone.script.testing;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.compile.Compiler;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A script, what its functions return, and what comes of it. Immutable; each run has its own host and context.
///
/// Comments at the start of a line set the scene: `#: returns NAME CODE`, `#: gives NAME VALUE` (a number or
/// text), `#: field NAME VALUE`, `#: start KIND [NAME]`, `#: limits TURNS DEPTH STEPS`.
public final class Scenario {

    private final String text;
    private final BoundScript script;
    private final Limits limits;
    private final Version plain;
    private final Version suspending;

    private Scenario(String text, BoundScript script, BoundScript suspending) {
        this.text = text;
        this.script = script;
        this.limits = limits(text);
        this.plain = Compiler.compile(script, limits, false);
        this.suspending = Compiler.compile(suspending, limits, false);
    }

    /// A script that can run; empty if it has errors or nothing to start with.
    public static Optional<Scenario> of(String text) {
        Optional<BoundScript> suspending = bind(text, suspending(TestHost.definitions()));
        return bind(text, TestHost.definitions())
                .filter(script -> script.routes().stream().anyMatch(route -> starts(text, route.kind(), route.name())))
                .flatMap(script -> suspending.map(other -> new Scenario(text, script, other)));
    }

    private static Optional<BoundScript> bind(String text, Definitions definitions) {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("test.cfg", text, SourceOptions.NONE, diagnostics);
        return Checker.check(ScriptParser.parse(source, diagnostics), definitions, diagnostics);
    }

    /// The checked script.
    public BoundScript script() {
        return script;
    }

    /// The same functions, all of which may wait, and do if the context says so.
    private static Definitions suspending(Definitions definitions) {
        return new Definitions(
                suspending(definitions.core()),
                definitions.modules().stream().map(Scenario::suspending).toList(),
                definitions.contexts());
    }

    private static ModuleDefinition suspending(ModuleDefinition module) {
        return new ModuleDefinition(
                module.name(),
                module.settings(),
                module.functions().stream().map(Scenario::suspending).toList(),
                module.variables(),
                module.transformations());
    }

    private static FunctionDefinition suspending(FunctionDefinition function) {
        if (function.status() == null) {
            return function;
        }
        StatusFunction now =
                function.name().equals("xlog") ? TestFunctions.logging() : TestFunctions.noting(function.name());
        return new FunctionDefinition(
                function.name(),
                function.parameters(),
                function.routes(),
                true,
                function.result(),
                (run, arguments) -> {
                    if (!TestVariables.context(run).suspends()) {
                        return now.call(run, arguments);
                    }
                    @Nullable Object[] kept = arguments.clone();
                    return run.await(() -> resumed -> now.call(resumed, kept));
                },
                null,
                function.description());
    }

    private static boolean starts(String text, RouteKind kind, @Nullable String name) {
        String wanted = directives(text, "start").stream().findFirst().orElse("route");
        String title = kind.name().toLowerCase(Locale.ROOT) + (name == null ? "" : " " + name);
        return title.equals(wanted);
    }

    private static List<String> directives(String text, String keyword) {
        String start = "#: " + keyword + " ";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    private static Limits limits(String text) {
        return directives(text, "limits").stream()
                .map(line -> line.split(" ", -1))
                .map(words ->
                        new Limits(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])))
                .findFirst()
                .orElse(new Limits(100, 100, 100_000));
    }

    private TestContext context() {
        TestContext context = new TestContext();
        for (String line : directives(text, "returns")) {
            String[] words = line.split(" ", -1);
            context.returns(words[0], Integer.parseInt(words[1]));
        }
        for (String line : directives(text, "gives")) {
            String[] words = line.split(" ", 2);
            context.gives(words[0], value(words[1]));
        }
        for (String line : directives(text, "field")) {
            String[] words = line.split(" ", 2);
            context.fields.put(words[0], words[1].equals("null") ? null : value(words[1]));
        }
        return context;
    }

    private static Object value(String text) {
        Long number = Values.integer(text);
        return number == null ? text : number;
    }

    /// Runs it, and does at once what its functions wait for.
    public String run() {
        return run(plain, new TestHost(), context());
    }

    /// Runs it with all functions that may wait, of which those wait whose turn the predicate names, counted from
    /// 0.
    public String runSuspended(IntPredicate suspends) {
        TestContext context = context();
        context.suspend(suspends);
        return run(suspending, new TestHost(), context);
    }

    /// How many calls there are in it that could wait.
    public int points() {
        TestContext context = context();
        context.suspend(_ -> false);
        run(suspending, new TestHost(), context);
        return context.calls();
    }

    private String run(Version version, TestHost host, TestContext context) {
        int start = 0;
        while (!starts(
                text,
                version.routes().get(start).kind(),
                version.routes().get(start).name())) {
            start++;
        }
        Run run = new Run(version, host, context);
        Outcome outcome = host.run(run, start, "first", 2L);
        host.runLaunched();
        List<String> lines = new ArrayList<>(context.log);
        host.failures.forEach(failure -> lines.add("! " + failure));
        new TreeMap<>(context().fields).forEach((name, before) -> {
            Object now = context.fields.get(name);
            if (before == null ? now != null : !before.equals(now)) {
                lines.add("$" + name + " = " + Values.text(now));
            }
        });
        new TreeMap<>(context.avps).forEach((name, values) -> lines.add("$avp(" + name + ") = " + values));
        new TreeMap<>(context.headers).forEach((name, values) -> lines.add("$hdr(" + name + ") = " + values));
        new TreeMap<>(context.documents)
                .forEach((name, value) -> lines.add("$json(" + name + ") = " + Values.text(value)));
        for (int slot = 0; slot < version.variables().size(); slot++) {
            lines.add("$var(" + version.variables().get(slot) + ") = " + Values.text(run.variable(slot)));
        }
        lines.add(outcome + " " + run.code());
        return String.join("\n", lines) + "\n";
    }
}
