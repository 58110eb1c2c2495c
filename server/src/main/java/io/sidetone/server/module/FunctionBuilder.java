package io.sidetone.server.module;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

// LONG: a type for each number of arguments, so that the body of a function is typed.
/// A script function in the making. Each argument that is added makes the type of the lambda longer that is given
/// in the end. Confined to the thread that defines the module.
///
/// @param <S> the builder itself
public abstract class FunctionBuilder<S extends FunctionBuilder<S>> {

    private final String name;
    private final String description;
    private final Consumer<ModuleFunction> done;
    private final List<String> aliases = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final TreeMap<Integer, String> codes = new TreeMap<>();
    private Set<RouteKind> routes = EnumSet.noneOf(RouteKind.class);
    private Set<Dialect> dialects = EnumSet.allOf(Dialect.class);
    private boolean waits;
    private boolean edits;
    private String example = "";

    FunctionBuilder(String name, String description, Consumer<ModuleFunction> done) {
        this.name = name;
        this.description = description;
        this.done = done;
    }

    FunctionBuilder(FunctionBuilder<?> before, Argument<?> argument) {
        this(before.name, before.description, before.done);
        aliases.addAll(before.aliases);
        parameters.addAll(before.parameters);
        parameters.add(argument.parameter());
        codes.putAll(before.codes);
        routes = before.routes;
        dialects = before.dialects;
        waits = before.waits;
        edits = before.edits;
        example = before.example;
    }

    abstract S self();

    /// Another name of the same function.
    public S or(String alias) {
        aliases.add(alias);
        return self();
    }

    /// The only blocks that it may be called in.
    public S in(RouteKind... kinds) {
        routes = EnumSet.copyOf(Arrays.asList(kinds));
        return self();
    }

    /// It counts in scripts of this dialect only: the other family means something else by its name.
    public S in(Dialect dialect) {
        dialects = EnumSet.of(dialect);
        return self();
    }

    /// It may wait: its first try returns [RoutingContext#await] where it has to.
    public S waits() {
        waits = true;
        return self();
    }

    /// It changes the message: what it writes is read by the next line, and a test shows that.
    public S edits() {
        edits = true;
        return self();
    }

    /// What it means that it returns a code; negative is false, positive is true, 0 ends the script.
    public S returns(int code, String meaning) {
        codes.put(code, meaning);
        return self();
    }

    /// A script that shows its use, as it could stand in a route block.
    public S example(String script) {
        example = script;
        return self();
    }

    /// What runs, with all arguments in an array; null for those that were left out.
    public void doesWithAll(Status body) {
        finish(new FunctionDefinition(
                name,
                parameters,
                routes,
                waits,
                Type.INTEGER,
                (run, arguments) -> body.call(inPlace(run), arguments),
                null,
                description));
    }

    /// The context of a run. A block that is called by a variable, or by one of Kamailio's, may turn out to run
    /// where the function has nothing to do.
    private RoutingContext inPlace(Run run) {
        RoutingContext context = RoutingContext.of(run);
        if (!routes.isEmpty() && !routes.contains(context.kind())) {
            throw new ScriptError("`" + name + "` cannot be called in "
                    + context.kind().name().toLowerCase(Locale.ROOT));
        }
        return context;
    }

    void givesOfAll(Type type, Value body) {
        finish(new FunctionDefinition(
                name,
                parameters,
                routes,
                false,
                type,
                null,
                (run, arguments) -> body.call(inPlace(run), arguments),
                description));
    }

    private void finish(FunctionDefinition definition) {
        done.accept(new ModuleFunction(definition.in(dialects), aliases, codes, example, edits));
    }

    /// A function that says by a number how it went, with its arguments in an array.
    @FunctionalInterface
    public interface Status {

        /// Does it.
        int call(RoutingContext context, @Nullable Object[] arguments);
    }

    /// A function that gives a value, with its arguments in an array.
    @FunctionalInterface
    interface Value {

        @Nullable
        Object call(RoutingContext context, @Nullable Object[] arguments);
    }

    /// What runs for a function with no argument.
    @FunctionalInterface
    public interface Status0 {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context);
    }

    /// What runs for a function with one argument.
    @FunctionalInterface
    public interface Status1<A extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a);
    }

    /// What runs for a function with two arguments.
    @FunctionalInterface
    public interface Status2<A extends @Nullable Object, B extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a, B b);
    }

    /// What runs for a function with three arguments.
    @FunctionalInterface
    public interface Status3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a, B b, C c);
    }

    /// What runs for a function with four arguments.
    @FunctionalInterface
    public interface Status4<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a, B b, C c, D d);
    }

    /// What runs for a function with five arguments.
    @FunctionalInterface
    public interface Status5<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            E extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a, B b, C c, D d, E e);
    }

    /// What runs for a function with six arguments.
    @FunctionalInterface
    public interface Status6<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            E extends @Nullable Object,
            F extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a, B b, C c, D d, E e, F f);
    }

    /// What runs for a function with seven arguments.
    @FunctionalInterface
    public interface Status7<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            E extends @Nullable Object,
            F extends @Nullable Object,
            G extends @Nullable Object> {

        /// Does it.
        ///
        /// @return negative is false, positive is true, 0 ends the script; to wait, what
        ///     [RoutingContext#await] returned
        int call(RoutingContext context, A a, B b, C c, D d, E e, F f, G g);
    }

    /// What runs for a function with no argument that gives a value.
    @FunctionalInterface
    public interface Value0 {

        /// Computes it.
        @Nullable
        Object call(RoutingContext context);
    }

    /// What runs for a function with one argument that gives a value.
    @FunctionalInterface
    public interface Value1<A extends @Nullable Object> {

        /// Computes it.
        @Nullable
        Object call(RoutingContext context, A a);
    }

    /// What runs for a function with two arguments that gives a value.
    @FunctionalInterface
    public interface Value2<A extends @Nullable Object, B extends @Nullable Object> {

        /// Computes it.
        @Nullable
        Object call(RoutingContext context, A a, B b);
    }

    /// A function with no argument so far.
    public static final class With0 extends FunctionBuilder<With0> {

        With0(String name, String description, Consumer<ModuleFunction> done) {
            super(name, description, done);
        }

        @Override
        With0 self() {
            return this;
        }

        /// Adds an argument.
        public <A extends @Nullable Object> With1<A> with(Argument<A> argument) {
            return new With1<>(this, argument);
        }

        /// What runs; this ends the definition.
        public void does(Status0 body) {
            doesWithAll((context, arguments) -> body.call(context));
        }

        /// What runs, where it gives a value; this ends the definition.
        public void gives(Type type, Value0 body) {
            givesOfAll(type, (context, arguments) -> body.call(context));
        }
    }

    /// A function with one argument so far.
    public static final class With1<A extends @Nullable Object> extends FunctionBuilder<With1<A>> {

        With1(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With1<A> self() {
            return this;
        }

        /// Adds an argument.
        public <B extends @Nullable Object> With2<A, B> with(Argument<B> argument) {
            return new With2<>(this, argument);
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status1<A> body) {
            doesWithAll((context, arguments) -> body.call(context, (A) arguments[0]));
        }

        /// What runs, where it gives a value; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void gives(Type type, Value1<A> body) {
            givesOfAll(type, (context, arguments) -> body.call(context, (A) arguments[0]));
        }
    }

    /// A function with two arguments so far.
    public static final class With2<A extends @Nullable Object, B extends @Nullable Object>
            extends FunctionBuilder<With2<A, B>> {

        With2(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With2<A, B> self() {
            return this;
        }

        /// Adds an argument.
        public <C extends @Nullable Object> With3<A, B, C> with(Argument<C> argument) {
            return new With3<>(this, argument);
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status2<A, B> body) {
            doesWithAll((context, arguments) -> body.call(context, (A) arguments[0], (B) arguments[1]));
        }

        /// What runs, where it gives a value; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void gives(Type type, Value2<A, B> body) {
            givesOfAll(type, (context, arguments) -> body.call(context, (A) arguments[0], (B) arguments[1]));
        }
    }

    /// A function with three arguments so far.
    public static final class With3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            extends FunctionBuilder<With3<A, B, C>> {

        With3(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With3<A, B, C> self() {
            return this;
        }

        /// Adds an argument.
        public <D extends @Nullable Object> With4<A, B, C, D> with(Argument<D> argument) {
            return new With4<>(this, argument);
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status3<A, B, C> body) {
            doesWithAll(
                    (context, arguments) -> body.call(context, (A) arguments[0], (B) arguments[1], (C) arguments[2]));
        }
    }

    /// A function with four arguments so far.
    public static final class With4<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            extends FunctionBuilder<With4<A, B, C, D>> {

        With4(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With4<A, B, C, D> self() {
            return this;
        }

        /// Adds an argument.
        public <E extends @Nullable Object> With5<A, B, C, D, E> with(Argument<E> argument) {
            return new With5<>(this, argument);
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status4<A, B, C, D> body) {
            doesWithAll((context, arguments) ->
                    body.call(context, (A) arguments[0], (B) arguments[1], (C) arguments[2], (D) arguments[3]));
        }
    }

    /// A function with five arguments so far.
    public static final class With5<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            extends FunctionBuilder<With5<A, B, C, D, E>> {

        With5(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With5<A, B, C, D, E> self() {
            return this;
        }

        /// Adds an argument.
        public <F extends @Nullable Object> With6<A, B, C, D, E, F> with(Argument<F> argument) {
            return new With6<>(this, argument);
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status5<A, B, C, D, E> body) {
            doesWithAll((context, arguments) -> body.call(
                    context, (A) arguments[0], (B) arguments[1], (C) arguments[2], (D) arguments[3], (E) arguments[4]));
        }
    }

    /// A function with six arguments so far.
    public static final class With6<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            extends FunctionBuilder<With6<A, B, C, D, E, F>> {

        With6(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With6<A, B, C, D, E, F> self() {
            return this;
        }

        /// Adds an argument.
        public <G extends @Nullable Object> With7<A, B, C, D, E, F, G> with(Argument<G> argument) {
            return new With7<>(this, argument);
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status6<A, B, C, D, E, F> body) {
            doesWithAll((context, arguments) -> body.call(
                    context,
                    (A) arguments[0],
                    (B) arguments[1],
                    (C) arguments[2],
                    (D) arguments[3],
                    (E) arguments[4],
                    (F) arguments[5]));
        }
    }

    /// A function with seven arguments so far.
    public static final class With7<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            extends FunctionBuilder<With7<A, B, C, D, E, F, G>> {

        With7(FunctionBuilder<?> before, Argument<?> argument) {
            super(before, argument);
        }

        @Override
        With7<A, B, C, D, E, F, G> self() {
            return this;
        }

        /// What runs; this ends the definition.
        @SuppressWarnings({"unchecked", "NullAway"})
        public void does(Status7<A, B, C, D, E, F, G> body) {
            doesWithAll((context, arguments) -> body.call(
                    context,
                    (A) arguments[0],
                    (B) arguments[1],
                    (C) arguments[2],
                    (D) arguments[3],
                    (E) arguments[4],
                    (F) arguments[5],
                    (G) arguments[6]));
        }
    }
}
