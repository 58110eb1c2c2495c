package io.sidetone.script.check;

import io.sidetone.script.ast.AssignmentOperator;
import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.ast.UnaryOperator;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.Network;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Binds expressions: finds what their names mean and what their types are. Confined to the thread that checks.
///
/// What cannot be bound is told, and something of which nothing is known stands in its place.
final class ExpressionBinder {

    private final Scope scope;
    private final VariableBinder variables;
    private final CallBinder calls;

    ExpressionBinder(Scope scope) {
        this.scope = scope;
        this.variables = new VariableBinder(scope, this);
        this.calls = new CallBinder(scope, this);
    }

    /// Stands for what could not be bound. The script does not run anyway.
    static BoundExpression unknown(Span span) {
        return new BoundExpression.RouteParameter(span, new BoundExpression.Constant(span, 1L));
    }

    /// Binds what is read.
    BoundExpression bind(Expression expression) {
        Span span = expression.span();
        return switch (expression) {
            case Expression.NullLiteral _,
                    Expression.BooleanLiteral _,
                    Expression.IntegerLiteral _,
                    Expression.DecimalLiteral _,
                    Expression.StringLiteral _,
                    Expression.AddressLiteral _ -> constant(expression);
            case Expression.Interpolated interpolated -> text(span, interpolated.format());
            case Expression.ListLiteral list -> new BoundExpression.NewList(span, all(list.elements()));
            case Expression.MapLiteral map -> map(map);
            case Expression.Variable variable -> variables.read(variable);
            case Expression.Transformed transformed ->
                variables.transformed(span, bind(transformed.value()), transformed.transformations());
            case Expression.Member member -> member(member);
            case Expression.Element element -> element(element);
            case Expression.Unary unary -> unary(unary);
            case Expression.Binary binary -> binary(binary);
            case Expression.And and -> new BoundExpression.And(span, bind(and.left()), bind(and.right()));
            case Expression.Or or -> new BoundExpression.Or(span, bind(or.left()), bind(or.right()));
            case Expression.Not not -> new BoundExpression.Not(span, bind(not.operand()));
            case Expression.Choice choice ->
                new BoundExpression.Choice(
                        span, bind(choice.condition()), bind(choice.then()), bind(choice.otherwise()));
            case Expression.Test test -> new BoundExpression.Test(span, bind(test.operand()));
            case Expression.Match match -> match(match);
            case Expression.Call call -> calls.bind(call);
            case Expression.RouteCall call -> routeCall(call);
            case Expression.Assignment assignment -> assignment(assignment);
        };
    }

    /// Binds the call of a function; empty if there is no such function.
    Optional<BoundExpression.Call> call(Expression.Call call) {
        return calls.bind(call) instanceof BoundExpression.Call bound ? Optional.of(bound) : Optional.empty();
    }

    private List<BoundExpression> all(List<Expression> expressions) {
        return expressions.stream().map(this::bind).toList();
    }

    private static BoundExpression.Constant constant(Expression literal) {
        return new BoundExpression.Constant(
                literal.span(), Literals.of(literal).orElseThrow().value());
    }

    /// Text with variables in it, as text.
    BoundExpression text(Span span, Expression.Format format) {
        BoundExpression value = value(span, format);
        boolean alone = format.parts().size() == 1 && !(value instanceof BoundExpression.Constant);
        return alone ? new BoundExpression.Joined(span, List.of(value)) : value;
    }

    /// Text with variables in it; one that is nothing but a variable is the value of the variable.
    BoundExpression value(Span span, Expression.Format format) {
        boolean literal = format.parts().stream().allMatch(Expression.StringLiteral.class::isInstance);
        if (literal) {
            StringBuilder joined = new StringBuilder();
            format.parts().forEach(part -> joined.append(((Expression.StringLiteral) part).value()));
            return new BoundExpression.Constant(span, joined.toString());
        }
        List<BoundExpression> parts = all(format.parts());
        return parts.size() == 1 ? parts.getFirst() : new BoundExpression.Joined(span, parts);
    }

    /// An argument that is text where variables are replaced, or any other expression.
    BoundExpression formatted(Expression argument) {
        return argument instanceof Expression.StringLiteral literal
                ? text(literal.span(), scope.format(literal))
                : bind(argument);
    }

    /// An argument that is text where the literal parts are told from the variables: a list of a literal, a
    /// value, a literal and so on; or a constant.
    BoundExpression parts(Expression argument) {
        return switch (argument) {
            case Expression.StringLiteral literal -> parts(literal.span(), scope.format(literal));
            case Expression.Interpolated interpolated -> parts(interpolated.span(), interpolated.format());
            default -> {
                BoundExpression value = bind(argument);
                yield value instanceof BoundExpression.Constant constant && constant.value() instanceof String
                        ? constant
                        : alternating(argument.span(), List.of(value));
            }
        };
    }

    /// A substitution: its literal parts are told from the variables, or it is computed as a whole.
    BoundExpression substitution(Expression argument) {
        return switch (argument) {
            case Expression.StringLiteral literal -> parts(literal.span(), scope.substitution(literal));
            case Expression.Interpolated interpolated -> parts(interpolated.span(), interpolated.format());
            default -> whole(argument);
        };
    }

    /// An argument that is computed as a whole: a list of one value; or a constant.
    private BoundExpression whole(Expression argument) {
        BoundExpression value = bind(argument);
        return value instanceof BoundExpression.Constant
                ? value
                : new BoundExpression.NewList(argument.span(), List.of(value));
    }

    private BoundExpression parts(Span span, Expression.Format format) {
        return value(span, format) instanceof BoundExpression.Constant constant
                ? constant
                : alternating(span, all(format.parts()));
    }

    private static BoundExpression alternating(Span span, List<BoundExpression> parts) {
        List<BoundExpression> list = new ArrayList<>();
        for (BoundExpression part : parts) {
            boolean literal = part instanceof BoundExpression.Constant;
            if (literal == (list.size() % 2 != 0)) {
                list.add(new BoundExpression.Constant(span, ""));
            }
            list.add(part);
        }
        if (list.size() % 2 == 0) {
            list.add(new BoundExpression.Constant(span, ""));
        }
        return new BoundExpression.NewList(span, list);
    }

    private BoundExpression map(Expression.MapLiteral map) {
        Set<String> keys = new HashSet<>();
        List<String> names = new ArrayList<>();
        List<BoundExpression> values = new ArrayList<>();
        for (Expression.Entry entry : map.entries()) {
            if (!keys.add(entry.key())) {
                scope.diagnostics()
                        .warning(entry.span(), "the key `" + entry.key() + "` stands twice: the last one counts", null);
            }
            names.add(entry.key());
            values.add(bind(entry.value()));
        }
        return new BoundExpression.NewMap(map.span(), names, values);
    }

    private BoundExpression.Member member(Expression.Member member) {
        BoundExpression object = bind(member.object());
        TypeRules.checkMember(member.span(), object, member.name(), scope.diagnostics());
        return new BoundExpression.Member(member.span(), object, member.name());
    }

    private BoundExpression.Target element(Expression.Element element) {
        BoundExpression object = bind(element.object());
        return element(element.span(), object, bind(element.index()));
    }

    /// One value of a list or map.
    BoundExpression.Target element(Span span, BoundExpression object, BoundExpression index) {
        TypeRules.checkElement(span, object, index, scope.diagnostics());
        return index instanceof BoundExpression.Constant constant && constant.value() instanceof String name
                ? new BoundExpression.Member(span, object, name)
                : new BoundExpression.Element(span, object, index);
    }

    private BoundExpression unary(Expression.Unary unary) {
        Optional<Literals.Literal> literal = Literals.of(unary);
        if (literal.isPresent()) {
            return new BoundExpression.Constant(unary.span(), literal.get().value());
        }
        BoundExpression operand = bind(unary.operand());
        if (unary.operator() == UnaryOperator.OUTCOME) {
            return outcome(unary.span(), operand);
        }
        Type type = TypeRules.unary(unary.operator(), operand, scope.diagnostics());
        return new BoundExpression.Unary(unary.span(), unary.operator(), operand, type);
    }

    /// What a call is as a value where only success counts. A function that gives a value gives that.
    private BoundExpression outcome(Span span, BoundExpression operand) {
        boolean value =
                operand instanceof BoundExpression.Call call && call.function().value() != null;
        if (value || scope.keepsCodes()) {
            return operand;
        }
        BoundExpression none = new BoundExpression.Constant(span, 0L);
        BoundExpression success = new BoundExpression.Binary(span, BinaryOperator.GREATER, operand, none, Type.BOOLEAN);
        return new BoundExpression.Unary(span, UnaryOperator.INTEGER, success, Type.INTEGER);
    }

    private BoundExpression binary(Expression.Binary binary) {
        boolean equality = binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.NOT_EQUAL;
        if (equality && binary.right() instanceof Expression.AddressLiteral address) {
            return inNetwork(binary, binary.left(), address);
        }
        if (equality && binary.left() instanceof Expression.AddressLiteral address) {
            return inNetwork(binary, binary.right(), address);
        }
        BoundExpression left = bind(binary.left());
        BoundExpression right = bind(binary.right());
        Type type = TypeRules.binary(binary.span(), binary.operator(), left, right, scope.diagnostics());
        return new BoundExpression.Binary(binary.span(), binary.operator(), left, right, type);
    }

    private BoundExpression inNetwork(Expression.Binary binary, Expression subject, Expression.AddressLiteral address) {
        BoundExpression value = bind(subject);
        Optional<Network> network = Network.parse(address.text());
        if (network.isEmpty()) {
            scope.diagnostics().error(address.span(), "`" + address.text() + "` is neither an address nor a network");
            return unknown(binary.span());
        }
        boolean negated = binary.operator() == BinaryOperator.NOT_EQUAL;
        return new BoundExpression.InNetwork(binary.span(), value, network.get(), negated);
    }

    private BoundExpression match(Expression.Match match) {
        BoundExpression subject = bind(match.subject());
        BoundExpression pattern = match.pattern() instanceof Expression.StringLiteral literal
                ? pattern(literal.span(), literal.value())
                : bind(match.pattern());
        if (subject.type() == Type.LIST || subject.type() == Type.MAP) {
            scope.diagnostics()
                    .error(
                            subject.span(),
                            "a regular expression is for text, not for "
                                    + subject.type().phrase());
        }
        return new BoundExpression.Match(match.span(), subject, pattern, match.negated());
    }

    /// A regular expression that is known.
    BoundExpression pattern(Span span, String expression) {
        try {
            return new BoundExpression.Constant(span, Values.pattern(expression));
        } catch (ScriptError e) {
            scope.diagnostics().error(span, e.reason());
            return unknown(span);
        }
    }

    private BoundExpression routeCall(Expression.RouteCall call) {
        List<BoundExpression> arguments = all(call.arguments());
        BoundExpression name = formatted(call.name());
        if (name instanceof BoundExpression.Constant constant) {
            String text = Values.text(constant.value());
            int route = scope.routes().find(RouteKind.ROUTE, name.span(), text, scope.diagnostics());
            return route < 0 ? unknown(call.span()) : new BoundExpression.RouteCall(call.span(), route, arguments);
        }
        if (name.type() == Type.LIST || name.type() == Type.MAP) {
            scope.diagnostics()
                    .error(
                            name.span(),
                            "the name of a route is text, not " + name.type().phrase());
        }
        return new BoundExpression.DynamicRouteCall(call.span(), name, arguments);
    }

    private BoundExpression assignment(Expression.Assignment assignment) {
        BoundExpression value = bind(assignment.value());
        BoundExpression.Target target = target(assignment.target());
        if (target == null) {
            return unknown(assignment.span());
        }
        BinaryOperator combining = assignment.operator().combining();
        Type type = combining == null
                ? value.type()
                : TypeRules.binary(assignment.span(), combining, target, value, scope.diagnostics());
        if (target instanceof BoundExpression.Slot slot) {
            scope.slots().written(slot.name(), slot.span(), type);
        }
        boolean replaces = assignment.operator() == AssignmentOperator.REPLACE;
        return new BoundExpression.Assignment(assignment.span(), target, replaces, combining, value);
    }

    /// Binds what is written.
    ///
    /// @return null if it cannot be written, which has been told
    BoundExpression.@Nullable Target target(Expression expression) {
        return switch (expression) {
            case Expression.Variable variable -> variables.target(variable);
            case Expression.Member member -> member(member);
            case Expression.Element element -> element(element);
            default -> {
                scope.diagnostics().error(expression.span(), "only a variable can be written here");
                yield null;
            }
        };
    }
}
