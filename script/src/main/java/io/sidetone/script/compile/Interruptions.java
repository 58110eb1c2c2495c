package io.sidetone.script.compile;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.Children;
import java.util.IdentityHashMap;
import java.util.List;

/// Which expressions can end or suspend the script in their midst: those with a call in them that says by a
/// number how it went. What was computed before such a call must not wait on the operand stack. Confined to one
/// compilation.
final class Interruptions {

    private final IdentityHashMap<BoundExpression, Boolean> known = new IdentityHashMap<>();

    boolean in(BoundExpression expression) {
        Boolean interrupts = known.get(expression);
        if (interrupts == null) {
            interrupts = isCall(expression) || inAny(Children.of(expression));
            known.put(expression, interrupts);
        }
        return interrupts;
    }

    boolean inAny(List<? extends BoundExpression> expressions) {
        for (BoundExpression expression : expressions) {
            if (in(expression)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCall(BoundExpression expression) {
        return switch (expression) {
            case RouteCall _, DynamicRouteCall _ -> true;
            case Call call -> call.function().status() != null;
            default -> false;
        };
    }
}
