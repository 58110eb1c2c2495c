package io.sidetone.server.module;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A variable in the making. Confined to the thread that defines the module.
public final class VariableBuilder {

    private final String name;
    private final String description;
    private final Consumer<VariableDefinition> done;
    private final List<String> names = new ArrayList<>();
    private Type type = Type.STRING;
    private VariableDefinition.Key key = VariableDefinition.Key.NONE;
    private boolean indexed;
    private Set<Dialect> dialects = EnumSet.allOf(Dialect.class);
    private @Nullable BiConsumer<RoutingContext, @Nullable Object> writer;

    VariableBuilder(String name, String description, Consumer<VariableDefinition> done) {
        this.name = name;
        this.description = description;
        this.done = done;
        names.add(name);
    }

    /// Another name of the same variable.
    public VariableBuilder or(String alias) {
        names.add(alias);
        return this;
    }

    /// What it holds when it is not null; text if nothing is said.
    public VariableBuilder type(Type other) {
        type = other;
        return this;
    }

    /// Whether a key follows in parentheses.
    public VariableBuilder key(VariableDefinition.Key other) {
        key = other;
        return this;
    }

    /// It has several values, so that an index can follow.
    public VariableBuilder several() {
        indexed = true;
        return this;
    }

    /// It counts in scripts of this dialect only: the other family means something else by its name.
    public VariableBuilder in(Dialect dialect) {
        dialects = EnumSet.of(dialect);
        return this;
    }

    /// It can be assigned; null is what `= NULL` gives.
    public VariableBuilder writes(BiConsumer<RoutingContext, @Nullable Object> body) {
        writer = body;
        return this;
    }

    /// How it is read, where it has no key; this ends the definition.
    public void reads(Function<RoutingContext, ? extends @Nullable Object> body) {
        readsWithKey((context, _) -> body.apply(context));
    }

    /// How it is read by its key; this ends the definition.
    public void readsWithKey(BiFunction<RoutingContext, @Nullable Object, ? extends @Nullable Object> body) {
        BiConsumer<RoutingContext, @Nullable Object> assigns = writer;
        is(assigns != null, new Variable() {
            @Override
            public @Nullable Object get(Run run, @Nullable Object given) {
                return body.apply(RoutingContext.of(run), given);
            }

            @Override
            public void set(Run run, @Nullable Object given, @Nullable Object value) {
                if (assigns == null) {
                    throw new ScriptError("the variable cannot be written");
                }
                assigns.accept(RoutingContext.of(run), value);
            }
        });
    }

    /// How it is read and written, in full; this ends the definition.
    public void is(boolean writable, Variable variable) {
        for (String each : names) {
            done.accept(new VariableDefinition(each, key, type, writable, indexed, variable, description, dialects));
        }
    }

    /// The first of its names.
    String name() {
        return name;
    }
}
