package io.sidetone.script.bound;

import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.UnaryOperator;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.Network;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An expression whose names are resolved. Immutable.
public sealed interface BoundExpression {

    /// Where it stands.
    Span span();

    /// What is known of its value.
    Type type();

    /// A value that is known: null, a boolean, number or text, a [Pattern] for an argument that takes one.
    record Constant(Span span, @Nullable Object value) implements BoundExpression {
        @Override
        public Type type() {
            return value instanceof Pattern ? Type.ANY : Type.of(value);
        }
    }

    /// What can be assigned.
    sealed interface Target extends BoundExpression {}

    /// `$var(name)`: lives as long as the run.
    ///
    /// @param slot its number among the script's own variables
    record Slot(Span span, String name, int slot, Type type) implements Target {}

    /// A variable of the host.
    ///
    /// @param context where it is read from, or null for the run at hand
    /// @param key null where it has none; text, or of a key that is nothing but a variable the value of that
    record HostVariable(
            Span span,
            @Nullable Function<Run, Run> context,
            VariableDefinition definition,
            @Nullable BoundExpression key,
            BoundIndex index)
            implements Target {
        @Override
        public Type type() {
            return index instanceof All ? Type.LIST : definition.type();
        }
    }

    /// Which of the values of a variable.
    sealed interface BoundIndex {}

    /// No index.
    enum Whole implements BoundIndex {
        INSTANCE
    }

    /// `[*]`.
    enum All implements BoundIndex {
        INSTANCE
    }

    /// An index that is a number, known or not.
    record One(BoundExpression index) implements BoundIndex {}

    /// `object.name`, and `object[index]` with text.
    record Member(Span span, BoundExpression object, String name) implements Target {
        @Override
        public Type type() {
            return Type.ANY;
        }
    }

    /// `object[index]`.
    record Element(Span span, BoundExpression object, BoundExpression index) implements Target {
        @Override
        public Type type() {
            return Type.ANY;
        }
    }

    /// `$rc`, `$retcode`: what the last statement returned.
    record ReturnCode(Span span) implements BoundExpression {
        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /// `$param(n)`: what the route was called with; null where there are fewer.
    ///
    /// @param key a number from 1, or the name of a parameter of an event
    record RouteParameter(Span span, BoundExpression key) implements BoundExpression {
        @Override
        public Type type() {
            return Type.ANY;
        }
    }

    /// `$return(n)`: what the last route returned beside its code, counted from 0.
    record Returned(Span span, BoundExpression index) implements BoundExpression {
        @Override
        public Type type() {
            return Type.ANY;
        }
    }

    /// `$match(n)`: the group n of the last match; 0 is all of it.
    record MatchGroup(Span span, BoundExpression group) implements BoundExpression {
        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    /// One transformation of a value.
    ///
    /// @param arguments as many as there are parameters, constants among them converted; null for what was left
    ///     out
    record Transformed(
            Span span,
            BoundExpression subject,
            TransformationDefinition definition,
            List<@Nullable BoundExpression> arguments)
            implements BoundExpression {
        public Transformed {
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        }

        @Override
        public Type type() {
            return definition.result();
        }
    }

    /// The texts of all parts, joined.
    record Joined(Span span, List<BoundExpression> parts) implements BoundExpression {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    /// A new list.
    record NewList(Span span, List<BoundExpression> elements) implements BoundExpression {
        public NewList {
            elements = List.copyOf(elements);
        }

        @Override
        public Type type() {
            return Type.LIST;
        }
    }

    /// A new map.
    ///
    /// @param keys as many as values
    record NewMap(Span span, List<String> keys, List<BoundExpression> values) implements BoundExpression {
        public NewMap {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }

        @Override
        public Type type() {
            return Type.MAP;
        }
    }

    /// An operator with one operand.
    record Unary(Span span, UnaryOperator operator, BoundExpression operand, Type type) implements BoundExpression {}

    /// An operator with two operands.
    record Binary(Span span, BinaryOperator operator, BoundExpression left, BoundExpression right, Type type)
            implements BoundExpression {}

    /// `a && b`.
    record And(Span span, BoundExpression left, BoundExpression right) implements BoundExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /// `a || b`.
    record Or(Span span, BoundExpression left, BoundExpression right) implements BoundExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /// `!a`.
    record Not(Span span, BoundExpression operand) implements BoundExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /// `selval(condition, then, otherwise)`.
    record Choice(Span span, BoundExpression condition, BoundExpression then, BoundExpression otherwise)
            implements BoundExpression {
        @Override
        public Type type() {
            return then.type() == otherwise.type() ? then.type() : Type.ANY;
        }
    }

    /// `[ a ]`: whether the value counts as true.
    record Test(Span span, BoundExpression operand) implements BoundExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /// `=~` and `!~`.
    ///
    /// @param pattern a [Constant] with a [Pattern], or what gives the text of one
    record Match(Span span, BoundExpression subject, BoundExpression pattern, boolean negated)
            implements BoundExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /// `== 10.0.0.0/8` and `!=`.
    record InNetwork(Span span, BoundExpression subject, Network network, boolean negated) implements BoundExpression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    /// A call. As a condition, a status function is true if its result is positive.
    ///
    /// @param arguments as many as there are parameters; null for what was left out
    record Call(Span span, FunctionDefinition function, List<@Nullable BoundArgument> arguments)
            implements BoundExpression {
        public Call {
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        }

        @Override
        public Type type() {
            return function.result();
        }
    }

    /// An argument of a call.
    sealed interface BoundArgument {}

    /// A value, converted when it runs unless it is a constant, which was converted before.
    record Given(Parameter parameter, BoundExpression value) implements BoundArgument {}

    /// A variable that the function writes.
    record Written(Parameter parameter, Target target) implements BoundArgument {}

    /// `route(name)`.
    ///
    /// @param route its number among the script's routes
    record RouteCall(Span span, int route, List<BoundExpression> arguments) implements BoundExpression {
        public RouteCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /// `route($variable)`: any of the script's `route` blocks that have a name.
    record DynamicRouteCall(Span span, BoundExpression name, List<BoundExpression> arguments)
            implements BoundExpression {
        public DynamicRouteCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Type type() {
            return Type.INTEGER;
        }
    }

    /// An assignment; as a condition it is true if what was assigned counts as true.
    ///
    /// @param replaces whether it was written `:=`
    /// @param combining the operator of `+=` and the like, or null
    record Assignment(
            Span span,
            Target target,
            boolean replaces,
            @Nullable BinaryOperator combining,
            BoundExpression value) implements BoundExpression {
        @Override
        public Type type() {
            return combining == null ? value.type() : Type.ANY;
        }
    }
}
