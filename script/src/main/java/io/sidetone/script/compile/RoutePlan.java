package io.sidetone.script.compile;

import java.util.ArrayList;
import java.util.List;

/// What is counted and collected while one route is compiled. Confined to one compilation.
final class RoutePlan {

    private final ScriptPlan script;
    private final String className;
    private final List<Part> parts = new ArrayList<>();
    private int labels;
    private int slots;
    private int loops;

    RoutePlan(ScriptPlan script, String className) {
        this.script = script;
        this.className = className;
    }

    ScriptPlan script() {
        return script;
    }

    /// The class that it becomes.
    String className() {
        return className;
    }

    /// The methods that were split off, in their order.
    List<Part> parts() {
        return parts;
    }

    /// Makes code a method of its own.
    Part split(Part.Kind kind, Assembly code) {
        Part part = new Part("part" + (parts.size() + 1), kind, code);
        parts.add(part);
        return part;
    }

    /// Forgets all but the first so many methods, since the code that calls them is not used.
    void keep(int count) {
        parts.subList(count, parts.size()).clear();
    }

    /// A new label at which the route can be entered again.
    int label() {
        return ++labels;
    }

    /// A new value in the frame.
    int slot() {
        return slots++;
    }

    /// A new loop.
    int loop() {
        return loops++;
    }

    int slots() {
        return slots;
    }

    int loops() {
        return loops;
    }
}
