package io.sidetone.script.check;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Binds variables, those of the language and those of the host, and what stands in braces behind them. Confined
/// to the thread that checks.
final class VariableBinder {

    /// `nameaddr.1.uri`: the number is the last argument of `nameaddr.*.uri`.
    private static final Pattern NUMBERED = Pattern.compile("([a-z]+)\\.([-+]?[0-9]{1,9})\\.([a-z.]+)");

    /// The variables of the language itself.
    private static final Set<String> LANGUAGE = Set.of("var", "rc", "retcode", "param", "return", "match");

    /// The words that say where a value is added.
    private static final Set<String> PLACES = Set.of("append", "insert", "insertAfter");

    private final Scope scope;
    private final Diagnostics diagnostics;
    private final ExpressionBinder expressions;

    VariableBinder(Scope scope, ExpressionBinder expressions) {
        this.scope = scope;
        this.diagnostics = scope.diagnostics();
        this.expressions = expressions;
    }

    BoundExpression read(Expression.Variable variable) {
        BoundExpression value = switch (variable.name()) {
            case "var" -> within(variable, slot(variable, false));
            case "rc", "retcode" -> returnCode(variable);
            case "param" -> within(variable, new BoundExpression.RouteParameter(variable.span(), key(variable, 1)));
            case "return" -> within(variable, new BoundExpression.Returned(variable.span(), key(variable, 0)));
            case "match" -> match(variable);
            default -> host(ofTransaction(variable), false);
        };
        return transformed(variable.span(), value, variable.transformations());
    }

    /// What a value becomes by transformations.
    BoundExpression transformed(Span span, BoundExpression value, List<Expression.Transformation> transformations) {
        BoundExpression result = value;
        for (Expression.Transformation transformation : transformations) {
            result = transformed(span, result, transformation);
        }
        return result;
    }

    BoundExpression.@Nullable Target target(Expression.Variable variable) {
        if (!variable.transformations().isEmpty()) {
            diagnostics.error(variable.span(), "the result of a transformation cannot be written");
            return null;
        }
        if (variable.context() != null) {
            diagnostics.error(variable.span(), "a variable of another message can only be read");
            return null;
        }
        if (variable.name().equals("var")) {
            boolean whole = !(variable.index() instanceof Expression.At);
            return within(variable, slot(variable, whole)) instanceof BoundExpression.Target target ? target : null;
        }
        if (LANGUAGE.contains(variable.name())) {
            diagnostics.error(variable.span(), "`$" + variable.name() + "` can only be read");
            return null;
        }
        return host(variable, true) instanceof BoundExpression.Target target ? target : null;
    }

    /// Kamailio's `$T_req($ru)` is `$(<request>ru)`: a variable of another message of the transaction.
    private static Expression.Variable ofTransaction(Expression.Variable variable) {
        String context = switch (variable.name()) {
            case "T_req" -> "request";
            case "T_rpl" -> "reply";
            default -> null;
        };
        Expression.Format key = variable.key();
        if (context == null
                || key == null
                || key.parts().size() != 1
                || !(key.parts().getFirst() instanceof Expression.Variable inner)) {
            return variable;
        }
        return new Expression.Variable(
                variable.span(), context, inner.name(), inner.key(), inner.index(), variable.transformations());
    }

    private BoundExpression slot(Expression.Variable variable, boolean written) {
        Span span = variable.span();
        BoundExpression key = variable.key() == null ? null : expressions.value(span, variable.key());
        if (!(key instanceof BoundExpression.Constant constant)
                || !(constant.value() instanceof String name)
                || name.isEmpty()) {
            diagnostics.error(span, "`$var` needs a name that is known", "write $var(name)");
            return ExpressionBinder.unknown(span);
        }
        if (!written) {
            scope.slots().read(name, span);
        }
        return new BoundExpression.Slot(
                span, name, scope.slots().number(name), scope.slots().type(name));
    }

    /// What an index picks from a variable that holds one value: a part of the value.
    private BoundExpression within(Expression.Variable variable, BoundExpression value) {
        if (!(variable.index() instanceof Expression.At(Expression index))) {
            return value;
        }
        if (isAppending(index)) {
            diagnostics.error(variable.span(), "`$" + variable.name() + "` takes no index `+`");
            return value;
        }
        return expressions.element(variable.span(), value, expressions.bind(index));
    }

    private static boolean isAppending(Expression index) {
        return index instanceof Expression.StringLiteral literal
                && literal.value().equals("+");
    }

    /// Whether a word for an index says where a value is added, which its variable may know or not.
    private static boolean isPlace(@Nullable Object word) {
        return word instanceof String place && PLACES.contains(place);
    }

    private BoundExpression returnCode(Expression.Variable variable) {
        refuseKey(variable);
        refuseIndex(variable);
        return new BoundExpression.ReturnCode(variable.span());
    }

    private BoundExpression match(Expression.Variable variable) {
        refuseIndex(variable);
        BoundExpression group =
                variable.key() == null ? new BoundExpression.Constant(variable.span(), 0L) : key(variable, 0);
        return new BoundExpression.MatchGroup(variable.span(), group);
    }

    private void refuseKey(Expression.Variable variable) {
        if (variable.key() != null) {
            diagnostics.error(variable.span(), "`$" + variable.name() + "` takes no key");
        }
    }

    private void refuseIndex(Expression.Variable variable) {
        if (variable.index() != Expression.NoIndex.INSTANCE) {
            diagnostics.error(variable.span(), "`$" + variable.name() + "` has one value only: it takes no index");
        }
    }

    /// The key of a variable of the language: a number if it reads as one.
    ///
    /// @param least the least number that means anything
    private BoundExpression key(Expression.Variable variable, long least) {
        Span span = variable.span();
        if (variable.key() == null) {
            diagnostics.error(
                    span, "`$" + variable.name() + "` needs a key", "write $" + variable.name() + "(" + least + ")");
            return new BoundExpression.Constant(span, least);
        }
        BoundExpression key = expressions.value(variable.key().span(), variable.key());
        if (!(key instanceof BoundExpression.Constant constant)) {
            return key;
        }
        Long number = Values.integer(constant.value());
        boolean named = number == null && variable.name().equals("param");
        if (!named && (number == null || number < least)) {
            diagnostics.error(key.span(), "`$" + variable.name() + "` takes a number of at least " + least + " as key");
        }
        return number == null ? key : new BoundExpression.Constant(key.span(), number);
    }

    private BoundExpression host(Expression.Variable variable, boolean written) {
        VariableDefinition definition = scope.names().variables().find(variable.name());
        BoundExpression key =
                variable.key() == null ? null : expressions.value(variable.key().span(), variable.key());
        Function<Run, Run> context = context(variable);
        scope.uses(variable.span(), Use.Sort.VARIABLE, variable.name(), definition != null);
        if (definition == null) {
            scope.names().variables().refuse(diagnostics, variable.span(), variable.name(), LANGUAGE);
            return ExpressionBinder.unknown(variable.span());
        }
        if (written && !definition.writable()) {
            diagnostics.error(variable.span(), "`$" + variable.name() + "` can only be read");
        }
        if (definition.key() == VariableDefinition.Key.NONE) {
            refuseKey(variable);
        } else if (definition.key() == VariableDefinition.Key.NEEDED && key == null) {
            diagnostics.error(
                    variable.span(), "`$" + variable.name() + "` needs a key", "write $" + variable.name() + "(name)");
        }
        boolean holdsMore = switch (definition.type()) {
            case ANY, LIST, MAP -> true;
            default -> false;
        };
        if (definition.indexed() || !holdsMore) {
            return new BoundExpression.HostVariable(
                    variable.span(), context, definition, key, index(variable, definition, written));
        }
        BoundExpression whole = new BoundExpression.HostVariable(
                variable.span(), context, definition, key, BoundExpression.Whole.INSTANCE);
        return within(variable, whole);
    }

    private @Nullable Function<Run, Run> context(Expression.Variable variable) {
        String name = variable.context();
        if (name == null) {
            return null;
        }
        Function<Run, Run> context = scope.names().contexts().get(name);
        if (context == null) {
            diagnostics.error(
                    variable.span(),
                    "unknown context `" + name + "`",
                    Suggestion.nearest(name, scope.names().contexts().keySet())
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse(null));
        }
        return context;
    }

    private BoundExpression.BoundIndex index(
            Expression.Variable variable, VariableDefinition definition, boolean written) {
        if (!definition.indexed()) {
            refuseIndex(variable);
            return BoundExpression.Whole.INSTANCE;
        }
        return switch (variable.index()) {
            case Expression.NoIndex _ -> BoundExpression.Whole.INSTANCE;
            case Expression.AllValues _ -> BoundExpression.All.INSTANCE;
            case Expression.At(Expression index) -> {
                if (isAppending(index)) {
                    if (!written) {
                        diagnostics.error(variable.span(), "an index `+` can only be written");
                    }
                    // To write a variable with several values without an index is to add one.
                    yield BoundExpression.Whole.INSTANCE;
                }
                BoundExpression bound = expressions.bind(index);
                if (written && bound instanceof BoundExpression.Constant(Span _, Object word) && isPlace(word)) {
                    yield new BoundExpression.One(bound);
                }
                if (bound.type() != Type.ANY && bound.type() != Type.INTEGER) {
                    diagnostics.error(
                            bound.span(),
                            "an index is a whole number, not " + bound.type().phrase());
                }
                yield new BoundExpression.One(bound);
            }
        };
    }

    private BoundExpression transformed(
            Span variable, BoundExpression subject, Expression.Transformation transformation) {
        TransformationDefinition definition = scope.names().transformations().find(transformation.name());
        List<BoundExpression> given = new ArrayList<>();
        transformation.arguments().forEach(argument -> given.add(expressions.value(argument.span(), argument)));
        Matcher numbered = NUMBERED.matcher(transformation.name());
        if (definition == null && numbered.matches()) {
            definition = scope.names().transformations().find(numbered.group(1) + ".*." + numbered.group(3));
            given.add(new BoundExpression.Constant(transformation.span(), numbered.group(2)));
        }
        scope.uses(transformation.span(), Use.Sort.TRANSFORMATION, transformation.name(), definition != null);
        if (definition == null) {
            scope.names().transformations().refuse(diagnostics, transformation.span(), transformation.name(), Set.of());
            return ExpressionBinder.unknown(variable);
        }
        List<Parameter> parameters = definition.parameters();
        if (given.size() > parameters.size()) {
            diagnostics.error(
                    given.get(parameters.size()).span(),
                    "{" + definition.name() + "} takes " + CallBinder.count(parameters),
                    "write {" + signature(definition) + "}");
        }
        List<@Nullable BoundExpression> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            BoundExpression argument = i < given.size() ? given.get(i) : null;
            arguments.add(argument(transformation, definition, parameters.get(i), argument));
        }
        return new BoundExpression.Transformed(variable.to(transformation.span()), subject, definition, arguments);
    }

    private @Nullable BoundExpression argument(
            Expression.Transformation transformation,
            TransformationDefinition definition,
            Parameter parameter,
            @Nullable BoundExpression argument) {
        if (argument == null) {
            if (!parameter.optional()) {
                diagnostics.error(
                        transformation.span(),
                        "{" + definition.name() + "} needs its argument `" + parameter.name() + "`",
                        "write {" + signature(definition) + "}");
            }
            return null;
        }
        if (!(argument instanceof BoundExpression.Constant constant)) {
            return argument;
        }
        if (parameter.optional() && "".equals(constant.value())) {
            return null;
        }
        try {
            return new BoundExpression.Constant(constant.span(), parameter.convert(constant.value()));
        } catch (ScriptError e) {
            diagnostics.error(constant.span(), e.reason());
            return null;
        }
    }

    private static String signature(TransformationDefinition definition) {
        StringBuilder out = new StringBuilder(definition.name());
        for (Parameter parameter : definition.parameters()) {
            out.append(parameter.optional() ? "[," : ",").append(parameter.name());
            out.append(parameter.optional() ? "]" : "");
        }
        return out.toString();
    }
}
