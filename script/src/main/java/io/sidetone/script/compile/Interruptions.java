package io.sidetone.script.compile;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.And;
import io.sidetone.script.bound.BoundExpression.Assignment;
import io.sidetone.script.bound.BoundExpression.Binary;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.Element;
import io.sidetone.script.bound.BoundExpression.Given;
import io.sidetone.script.bound.BoundExpression.HostVariable;
import io.sidetone.script.bound.BoundExpression.InNetwork;
import io.sidetone.script.bound.BoundExpression.Joined;
import io.sidetone.script.bound.BoundExpression.Match;
import io.sidetone.script.bound.BoundExpression.MatchGroup;
import io.sidetone.script.bound.BoundExpression.Member;
import io.sidetone.script.bound.BoundExpression.NewList;
import io.sidetone.script.bound.BoundExpression.NewMap;
import io.sidetone.script.bound.BoundExpression.Not;
import io.sidetone.script.bound.BoundExpression.One;
import io.sidetone.script.bound.BoundExpression.Or;
import io.sidetone.script.bound.BoundExpression.ReturnCode;
import io.sidetone.script.bound.BoundExpression.Returned;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.BoundExpression.RouteParameter;
import io.sidetone.script.bound.BoundExpression.Slot;
import io.sidetone.script.bound.BoundExpression.Test;
import io.sidetone.script.bound.BoundExpression.Transformed;
import io.sidetone.script.bound.BoundExpression.Unary;
import io.sidetone.script.bound.BoundExpression.Written;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which expressions can end or suspend the script in their midst: those with a call in them that says by a number how
/// it went.
/// What was computed before such a call must not wait on the operand stack. Confined to one compilation.
final class Interruptions {

    private final Map<BoundExpression, Boolean> known = new IdentityHashMap<>();

    boolean in(@Nullable BoundExpression expression) {
        if (expression == null) {
            return false;
        }
        Boolean interrupts = known.get(expression);
        if (interrupts == null) {
            interrupts = compute(expression);
            known.put(expression, interrupts);
        }
        return interrupts;
    }

    boolean inAny(List<? extends @Nullable BoundExpression> expressions) {
        return expressions.stream().anyMatch(this::in);
    }

    private boolean compute(BoundExpression expression) {
        return switch (expression) {
            case Constant _, Slot _, ReturnCode _ -> false;
            case RouteCall _, DynamicRouteCall _ -> true;
            case Call call -> call.function().status() != null || inAny(arguments(call));
            case HostVariable variable ->
                in(variable.key()) || variable.index() instanceof One(BoundExpression index) && in(index);
            case Member member -> in(member.object());
            case Element element -> in(element.object()) || in(element.index());
            case RouteParameter parameter -> in(parameter.key());
            case Returned returned -> in(returned.index());
            case MatchGroup group -> in(group.group());
            case Transformed transformed -> in(transformed.subject()) || inAny(transformed.arguments());
            case Joined joined -> inAny(joined.parts());
            case NewList list -> inAny(list.elements());
            case NewMap map -> inAny(map.values());
            case Unary unary -> in(unary.operand());
            case Binary binary -> in(binary.left()) || in(binary.right());
            case And and -> in(and.left()) || in(and.right());
            case Or or -> in(or.left()) || in(or.right());
            case Not not -> in(not.operand());
            case Test test -> in(test.operand());
            case Match match -> in(match.subject()) || in(match.pattern());
            case InNetwork network -> in(network.subject());
            case Assignment assignment -> in(assignment.target()) || in(assignment.value());
        };
    }

    /// The values that a call is given.
    static List<BoundExpression> arguments(Call call) {
        return call.arguments().stream()
                .map(argument -> switch (argument) {
                    case null -> null;
                    case Given given -> given.value();
                    case Written written -> written.target();
                })
                .filter(Objects::nonNull)
                .toList();
    }
}
