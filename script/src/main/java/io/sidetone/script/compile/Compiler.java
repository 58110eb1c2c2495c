package io.sidetone.script.compile;

import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Routine;
import io.sidetone.script.run.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes classes of a checked script. Thread-safe: each compilation keeps its state for itself.
public final class Compiler {

    private Compiler() {}

    /// Compiles a script.
    ///
    /// @param xRay whether its runs are to tell what they do; without, there is no trace of that in the code
    /// @return a version whose classes live as long as it is held
    public static Version compile(BoundScript script, Limits limits, boolean xRay) {
        ScriptPlan plan = new ScriptPlan(script, xRay);
        Map<String, byte[]> classes = new HashMap<>();
        List<RoutePlan> compiled = write(plan, classes);
        Map<String, Object[]> constants = new HashMap<>();
        plan.constants().write(classes, constants);
        ScriptLoader loader = new ScriptLoader(classes, constants);
        List<Version.Route> routes = new ArrayList<>();
        for (int number = 0; number < compiled.size(); number++) {
            BoundRoute route = plan.routes().get(number);
            RoutePlan made = compiled.get(number);
            routes.add(new Version.Route(
                    route.kind(),
                    route.name(),
                    route.option(),
                    plan.waits(number),
                    routine(loader, made.className()),
                    made.slots(),
                    made.loops()));
        }
        return new Version(script.source(), routes, script.slots(), script.customs(), limits);
    }

    private static List<RoutePlan> write(ScriptPlan plan, Map<String, byte[]> classes) {
        List<RoutePlan> compiled = new ArrayList<>();
        for (int number = 0; number < plan.routes().size(); number++) {
            RoutePlan route = new RoutePlan(plan, plan.className(number));
            classes.put(route.className(), RouteClass.write(plan.routes().get(number), route));
            compiled.add(route);
        }
        return compiled;
    }

    /// The octets of all classes by their names, for those who look at what was compiled.
    static Map<String, byte[]> classes(BoundScript script, boolean xRay) {
        ScriptPlan plan = new ScriptPlan(script, xRay);
        Map<String, byte[]> classes = new TreeMap<>();
        write(plan, classes);
        plan.constants().write(classes, new HashMap<>());
        return classes;
    }

    private static Routine routine(ScriptLoader loader, String name) {
        try {
            return (Routine) loader.loadClass(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make " + name, e);
        }
    }
}
