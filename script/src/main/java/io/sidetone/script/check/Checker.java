package io.sidetone.script.check;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.bound.CallGraph;
import io.sidetone.script.bound.Waiting;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.parse.Formats;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks a script: finds what its names mean in what a host defines, infers types, and tells at once all that is
/// wrong. Confined to the thread that loads the script.
public final class Checker {

    /// How often a script is read to learn the types of its variables. Those of a script whose variables depend
    /// on each other in a longer chain are not known.
    private static final int PASSES = 12;

    private final Script script;
    private final Definitions definitions;
    private final Diagnostics diagnostics;
    private final Consumer<Use> uses;

    private Checker(Script script, Definitions definitions, Diagnostics diagnostics, Consumer<Use> uses) {
        this.uses = uses;
        this.script = script;
        this.definitions = definitions;
        this.diagnostics = diagnostics;
    }

    /// Checks a script.
    ///
    /// @param definitions what it can use
    /// @param diagnostics takes what is wrong, beside what the parser has put there
    /// @return the bound tree; empty if there is an error, be it one of the parser
    public static Optional<BoundScript> check(Script script, Definitions definitions, Diagnostics diagnostics) {
        return check(script, definitions, diagnostics, _ -> {});
    }

    /// The same, where each name of what the host defines is told, whether it is known or not.
    ///
    /// @param uses takes them: modules and parameters first, then what route blocks use in the order of the text
    public static Optional<BoundScript> check(
            Script script, Definitions definitions, Diagnostics diagnostics, Consumer<Use> uses) {
        return new Checker(script, definitions, diagnostics, uses).check();
    }

    /// Binds text with variables that is no part of a script's blocks, such as a parameter.
    ///
    /// @param script whose dialect and modules say what it means
    /// @param definitions what that was checked with
    /// @param diagnostics takes what is wrong, by places in the text
    /// @return what gives the text, or the value if it is nothing but a variable; empty if there is an error
    public static Optional<BoundExpression> bind(
            String text, BoundScript script, Definitions definitions, Diagnostics diagnostics) {
        Dialect dialect = script.source().dialect();
        List<ModuleDefinition> loaded =
                script.modules().stream().map(BoundScript.Module::definition).toList();
        Scope scope = new Scope(
                script.source(),
                Names.of(definitions, loaded, dialect),
                new RouteTable(List.of()),
                new Slots(true),
                false,
                diagnostics,
                _ -> {});
        Expression.Format format = Formats.of(text, dialect, diagnostics);
        BoundExpression bound = new ExpressionBinder(scope).value(format.span(), format);
        return diagnostics.errors() > 0 ? Optional.empty() : Optional.of(bound);
    }

    private Optional<BoundScript> check() {
        List<BoundScript.Setting> settings = settings();
        ModuleCheck modules = new ModuleCheck(script, definitions, diagnostics, uses);
        List<Declaration.RouteBlock> blocks = script.declarations().stream()
                .filter(Declaration.RouteBlock.class::isInstance)
                .map(Declaration.RouteBlock.class::cast)
                .toList();
        RouteTable table = new RouteTable(blocks);
        table.check(script.source(), diagnostics);
        Names names =
                Names.of(definitions, modules.definitions(), script.source().dialect());
        Slots slots = new Slots(script.source().dialect() == Dialect.KAMAILIO);
        boolean keepsCodes = settings.stream()
                .filter(setting -> setting.name().equals("return_mode"))
                .reduce((_, last) -> last)
                .map(setting -> Long.valueOf(1).equals(setting.value()))
                .orElse(false);
        infer(names, table, slots, keepsCodes);
        List<BoundRoute> routes = bind(new Scope(script.source(), names, table, slots, keepsCodes, diagnostics, uses));
        CallGraph graph = CallGraph.of(routes);
        routes.forEach(route -> Reachability.check(route.body(), diagnostics));
        new RouteCheck(graph, script.source().dialect(), diagnostics).check();
        // What could not be read or bound may be what uses a route or a variable.
        if (diagnostics.errors() == 0) {
            slots.warn(diagnostics);
            UnusedRoutes.check(
                    graph, blocks.stream().map(Declaration.RouteBlock::nameSpan).toList(), diagnostics);
            warnOfWaiting(routes, blocks);
        }
        return diagnostics.errors() > 0
                ? Optional.empty()
                : Optional.of(new BoundScript(
                        script.source(), settings, customs(), modules.modules(), routes, slots.names()));
    }

    /// These blocks run in the midst of what has failed or is being sent, which cannot wait for them.
    private void warnOfWaiting(List<BoundRoute> routes, List<Declaration.RouteBlock> blocks) {
        Waiting waiting = new Waiting(routes);
        for (int number = 0; number < routes.size(); number++) {
            RouteKind kind = routes.get(number).kind();
            if ((kind == RouteKind.ERROR_ROUTE || kind == RouteKind.ONSEND_ROUTE) && waiting.in(number)) {
                diagnostics.warning(
                        blocks.get(number).nameSpan(),
                        "this `" + kind.name().toLowerCase(Locale.ROOT)
                                + "` is never run, because it calls something that may wait",
                        "write what it has to do with functions that answer at once, or use `launch`");
            }
        }
    }

    private List<BoundScript.Setting> settings() {
        Source source = script.source();
        List<SettingDefinition> known = definitions.core().in(source.dialect()).settings();
        SettingCheck settings = new SettingCheck(null, known, source, diagnostics, uses);
        for (Declaration declaration : script.declarations()) {
            if (declaration instanceof Declaration.Setting setting) {
                settings.take(setting.span(), setting.nameSpan(), setting.name(), setting.value(), setting.words());
            }
        }
        return settings.settings();
    }

    /// The operator's own variables by their names; of one that stands twice the last counts.
    private Map<String, Object> customs() {
        Map<String, Object> customs = new LinkedHashMap<>();
        for (Declaration declaration : script.declarations()) {
            if (declaration instanceof Declaration.CustomVariable custom) {
                String instance = custom.instance() == null ? "" : "[" + custom.instance() + "]";
                Object value = Literals.of(custom.value()).orElseThrow().value();
                customs.put(custom.group() + instance + "." + custom.name(), Objects.requireNonNullElse(value, ""));
            }
        }
        return customs;
    }

    private void infer(Names names, RouteTable table, Slots slots, boolean keepsCodes) {
        boolean complete = false;
        for (int pass = 0; pass < PASSES && !complete; pass++) {
            bind(new Scope(script.source(), names, table, slots, keepsCodes, new Diagnostics(), _ -> {}));
            complete = !slots.hasChanged();
        }
        slots.settle(complete);
    }

    private static List<BoundRoute> bind(Scope scope) {
        List<BoundRoute> routes = new ArrayList<>();
        StatementBinder statements = new StatementBinder(scope);
        for (Declaration.RouteBlock block : scope.routes().blocks()) {
            routes.add(new BoundRoute(
                    block.span(),
                    block.kind(),
                    RouteTable.name(block),
                    block.option(),
                    statements.block(block.body())));
        }
        return routes;
    }
}
