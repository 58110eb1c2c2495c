package io.sidetone.script.check;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Binds calls of functions: their arguments become what the parameters take, as far as that is known before the
/// script runs. Confined to the thread that checks.
final class CallBinder {

    private final Scope scope;
    private final Diagnostics diagnostics;
    private final ExpressionBinder expressions;

    CallBinder(Scope scope, ExpressionBinder expressions) {
        this.scope = scope;
        this.diagnostics = scope.diagnostics();
        this.expressions = expressions;
    }

    BoundExpression bind(Expression.Call call) {
        FunctionDefinition function = scope.names().functions().find(call.function());
        scope.uses(call.nameSpan(), Use.Sort.FUNCTION, call.function(), function != null);
        if (function == null) {
            scope.names().functions().refuse(diagnostics, call.nameSpan(), call.function(), Set.of());
            call.arguments().stream().filter(Objects::nonNull).forEach(expressions::bind);
            return ExpressionBinder.unknown(call.span());
        }
        List<Parameter> parameters = function.parameters();
        if (call.arguments().size() > parameters.size()) {
            Expression first = call.arguments().get(parameters.size());
            diagnostics.error(
                    first == null ? call.span() : first.span(),
                    "`" + function.name() + "` takes " + count(parameters) + ", not "
                            + call.arguments().size(),
                    "write " + signature(function));
        }
        List<BoundExpression.@Nullable BoundArgument> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Expression argument = i < call.arguments().size() ? call.arguments().get(i) : null;
            arguments.add(argument(call, function, parameters.get(i), argument));
        }
        return new BoundExpression.Call(call.span(), function, arguments);
    }

    /// How many arguments there can be, in words.
    static String count(List<Parameter> parameters) {
        long needed =
                parameters.stream().filter(parameter -> !parameter.optional()).count();
        if (parameters.isEmpty()) {
            return "no arguments";
        }
        String most = parameters.size() == 1 ? "1 argument" : parameters.size() + " arguments";
        return needed == parameters.size() ? most : "at most " + most;
    }

    private static String signature(FunctionDefinition function) {
        StringBuilder out = new StringBuilder(function.name()).append('(');
        String separator = "";
        for (Parameter parameter : function.parameters()) {
            out.append(parameter.optional() ? "[" : "").append(separator).append(parameter.name());
            out.append(parameter.optional() ? "]" : "");
            separator = ", ";
        }
        return out.append(')').toString();
    }

    private BoundExpression.@Nullable BoundArgument argument(
            Expression.Call call, FunctionDefinition function, Parameter parameter, @Nullable Expression argument) {
        if (argument == null) {
            if (!parameter.optional()) {
                diagnostics.error(
                        call.span(),
                        "`" + function.name() + "` needs its argument `" + parameter.name() + "`",
                        "write " + signature(function));
            }
            return null;
        }
        return switch (parameter.kind()) {
            case VARIABLE -> written(function, parameter, argument);
            case STATIC -> literal(parameter, argument);
            case ROUTE -> route(parameter, argument);
            case REGEX, LINE_REGEX -> regex(parameter, argument);
            case PARTS -> converted(parameter, expressions.parts(argument));
            case SUBSTITUTION -> converted(parameter, expressions.substitution(argument));
            case STRING -> converted(parameter, expressions.formatted(argument));
            case INTEGER, BOOLEAN -> converted(parameter, number(argument));
            case QUOTED_VALUE -> new BoundExpression.Given(parameter, number(argument));
            case VALUE -> new BoundExpression.Given(parameter, expressions.bind(argument));
        };
    }

    /// Text with variables in it that is to give a number or the like: a variable alone gives its value.
    private BoundExpression number(Expression argument) {
        return argument instanceof Expression.StringLiteral literal
                ? expressions.value(literal.span(), scope.format(literal))
                : expressions.bind(argument);
    }

    private BoundExpression.@Nullable BoundArgument written(
            FunctionDefinition function, Parameter parameter, Expression argument) {
        BoundExpression.Target target;
        if (argument instanceof Expression.StringLiteral literal && scope.isVariable(literal)) {
            target = expressions.target(scope.format(literal).parts().getFirst());
        } else if (argument instanceof Expression.Variable
                || argument instanceof Expression.Member
                || argument instanceof Expression.Element) {
            target = expressions.target(argument);
        } else {
            refuseTarget(function, parameter, argument.span());
            return null;
        }
        if (target instanceof BoundExpression.Slot slot) {
            scope.slots().output(slot.name(), slot.span(), Type.ANY);
        }
        return target == null ? null : new BoundExpression.Written(parameter, target);
    }

    private void refuseTarget(FunctionDefinition function, Parameter parameter, Span span) {
        diagnostics.error(
                span,
                "argument `" + parameter.name() + "` has to be a variable that `" + function.name() + "` can write",
                "write $var(" + parameter.name() + ")");
    }

    private BoundExpression.@Nullable BoundArgument literal(Parameter parameter, Expression argument) {
        Optional<Literals.Literal> literal = Literals.of(argument);
        if (literal.isEmpty()) {
            expressions.bind(argument);
            diagnostics.error(
                    argument.span(), "argument `" + parameter.name() + "` has to be known when the script is loaded");
            return null;
        }
        Object value = literal.get().value();
        return converted(parameter, new BoundExpression.Constant(argument.span(), value));
    }

    private BoundExpression.@Nullable BoundArgument route(Parameter parameter, Expression argument) {
        BoundExpression.BoundArgument name = literal(parameter, argument);
        if (name instanceof BoundExpression.Given given
                && given.value() instanceof BoundExpression.Constant constant
                && constant.value() instanceof String text) {
            RouteKind kind = Objects.requireNonNullElse(parameter.route(), RouteKind.ROUTE);
            scope.routes().find(kind, argument.span(), text, diagnostics);
        }
        return name;
    }

    private BoundExpression.@Nullable BoundArgument regex(Parameter parameter, Expression argument) {
        return converted(parameter, expressions.bind(argument));
    }

    private BoundExpression.@Nullable BoundArgument converted(Parameter parameter, BoundExpression value) {
        if (value instanceof BoundExpression.Constant constant) {
            try {
                return new BoundExpression.Given(
                        parameter, new BoundExpression.Constant(constant.span(), parameter.convert(constant.value())));
            } catch (ScriptError e) {
                diagnostics.error(constant.span(), e.reason());
                return null;
            }
        }
        boolean number = parameter.kind() == ParameterKind.INTEGER || parameter.kind() == ParameterKind.BOOLEAN;
        if (number && (value.type() == Type.LIST || value.type() == Type.MAP)) {
            String taken = parameter.kind() == ParameterKind.INTEGER ? "a whole number" : "true or false";
            diagnostics.error(
                    value.span(),
                    "argument `" + parameter.name() + "` takes " + taken + ", not "
                            + value.type().phrase());
        }
        return new BoundExpression.Given(parameter, value);
    }
}
