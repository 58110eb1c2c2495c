package io.sidetone.script.compile;

import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.bound.Waiting;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.SeenVariable;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.run.ValueFunction;
import io.sidetone.script.run.Variable;
import io.sidetone.script.run.XRay;
import io.sidetone.script.source.Place;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What all routes of one version share while it is compiled. Confined to one compilation.
final class ScriptPlan {

    /// The package of all compiled classes.
    static final String PACKAGE = "script.";

    private final BoundScript script;
    private final boolean xRay;
    private final ConstantTable constants = new ConstantTable(PACKAGE);
    private final Interruptions interruptions = new Interruptions();
    private final Waiting waiting;
    private final List<BoundRoute> routes;
    private final List<String> classNames = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();

    ScriptPlan(BoundScript script, boolean xRay) {
        this.script = script;
        this.xRay = xRay;
        this.waiting = new Waiting(script.routes());
        this.routes = new ArrayList<>(script.routes());
        script.routes().forEach(route -> classNames.add(className(route)));
    }

    /// A name that stack traces can show: letters, digits and underscores of the route's, and a number if it is
    /// taken.
    private String className(BoundRoute route) {
        String title = route.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String name = title.endsWith("_") ? title.substring(0, title.length() - 1) : title;
        int before = taken.merge(name, 1, Integer::sum);
        return PACKAGE + (before == 1 ? name : name + "__" + before);
    }

    ConstantTable constants() {
        return constants;
    }

    Interruptions interruptions() {
        return interruptions;
    }

    /// Whether the code is to tell what it does.
    boolean xRay() {
        return xRay;
    }

    /// A function as the code calls it.
    StatusFunction statusFunction(FunctionDefinition definition) {
        StatusFunction function = Objects.requireNonNull(definition.status());
        return xRay ? XRay.seenStatus(definition.name(), function) : function;
    }

    /// A function as the code calls it.
    ValueFunction valueFunction(FunctionDefinition definition) {
        ValueFunction function = Objects.requireNonNull(definition.value());
        return xRay ? XRay.seenValue(definition.name(), function) : function;
    }

    /// A variable as the code reads and writes it.
    Variable variable(VariableDefinition definition) {
        return xRay ? new SeenVariable(definition.name(), definition.variable()) : definition.variable();
    }

    /// All routes, those made for `launch` included; more may come while these are compiled.
    List<BoundRoute> routes() {
        return routes;
    }

    String className(int route) {
        return classNames.get(route);
    }

    /// Adds a route that the script does not have, for a `launch`.
    ///
    /// @return its number
    int add(BoundRoute route) {
        routes.add(route);
        classNames.add(className(route));
        return routes.size() - 1;
    }

    boolean waits(int route) {
        return route >= script.routes().size() || waiting.in(route);
    }

    boolean anyNamedWaits() {
        return waiting.inAnyNamed();
    }

    Place place(Span span) {
        return script.source().place(span);
    }
}
