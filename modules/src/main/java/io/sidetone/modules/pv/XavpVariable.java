package io.sidetone.modules.pv;

import io.sidetone.modules.messages.Xavps;
import io.sidetone.modules.pv.XavpPath.Step;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `$xavp(a[0]=>b)` and its like. What is written without an index comes in front of what is there; with one it is
/// set in place. Thread-safe: keeps nothing.
///
/// @param tree which one it is
record XavpVariable(Xavps.Tree tree) implements Variable {

    @Override
    public @Nullable Object get(Run run, @Nullable Object key) {
        XavpPath path = XavpPath.of(Values.text(key));
        Xavps list = Xavps.of(RoutingContext.of(run), tree);
        Step child = path.child();
        if (child == null) {
            return shown(list, path.root());
        }
        Xavps inner = list.child(path.root().name(), path.root().index());
        return inner == null ? null : shown(inner, child);
    }

    private @Nullable Object shown(Xavps list, Step step) {
        if (step.all()) {
            List<Object> all = list.all(step.name());
            return all.isEmpty()
                    ? null
                    : all.stream().map(this::shown).map(Values::text).collect(Collectors.joining(", "));
        }
        Object value = list.get(step.name(), step.index());
        return value == null ? null : shown(value);
    }

    private Object shown(Object value) {
        return value instanceof Xavps ? "<<" + tree.variable() + ">>" : value;
    }

    @Override
    public void set(Run run, @Nullable Object key, @Nullable Object value) {
        XavpPath path = XavpPath.of(Values.text(key));
        Xavps list = Xavps.of(RoutingContext.of(run), tree);
        if (value == null) {
            clear(list, path);
        } else if (tree == Xavps.Tree.XAVU) {
            setOnly(list, path, value);
        } else {
            write(list, path, value);
        }
    }

    private static void clear(Xavps list, XavpPath path) {
        Step child = path.child();
        if (child == null) {
            remove(list, path.root());
        } else if (path.root().all()) {
            for (Object each : list.all(path.root().name())) {
                if (each instanceof Xavps inner) {
                    remove(inner, child);
                }
            }
        } else {
            Xavps inner = list.child(path.root().name(), path.root().index());
            if (inner != null) {
                remove(inner, child);
            }
        }
    }

    private static void remove(Xavps list, Step step) {
        if (step.all()) {
            list.removeAll(step.name());
        } else {
            list.remove(step.name(), step.index());
        }
    }

    private static void setOnly(Xavps list, XavpPath path, Object value) {
        Step child = path.child();
        if (child == null) {
            list.setOnly(path.root().name(), value);
            return;
        }
        Xavps inner = list.child(path.root().name(), 0);
        if (inner == null) {
            inner = list.list();
            list.setOnly(path.root().name(), inner);
        }
        inner.setOnly(child.name(), value);
    }

    private void write(Xavps list, XavpPath path, Object value) {
        Step child = path.child();
        if (child == null) {
            put(list, path.root(), value);
            return;
        }
        if (!path.root().indexed()) {
            Xavps inner = list.list();
            inner.add(child.name(), value);
            list.add(path.root().name(), inner);
            return;
        }
        Xavps inner = path.root().all()
                ? null
                : list.child(path.root().name(), path.root().index());
        if (inner == null) {
            throw new ScriptError("there is no list at " + path.root().name() + "["
                    + path.root().index() + "]");
        }
        put(inner, child, value);
    }

    private void put(Xavps list, Step step, Object value) {
        if (!step.indexed()) {
            list.add(step.name(), value);
        } else if (step.all() || !list.set(step.name(), step.index(), value)) {
            throw new ScriptError("$" + tree.variable() + " has no value at " + step.name() + "[" + step.index() + "]");
        }
    }
}
