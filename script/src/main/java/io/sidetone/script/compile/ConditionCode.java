package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.And;
import io.sidetone.script.bound.BoundExpression.Binary;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.InNetwork;
import io.sidetone.script.bound.BoundExpression.Match;
import io.sidetone.script.bound.BoundExpression.Not;
import io.sidetone.script.bound.BoundExpression.Or;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.BoundExpression.Test;
import io.sidetone.script.compile.Assembly.Mark;
import io.sidetone.script.source.Span;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Code that jumps by an expression. Confined to one compilation.
final class ConditionCode {

    /// Of longer chains of `&&` and `||` each half becomes a value of its own.
    private static final int LIMIT = 800;

    private final ExpressionCode values;
    private final RoutePlan plan;

    ConditionCode(ExpressionCode values, RoutePlan plan) {
        this.values = values;
        this.plan = plan;
    }

    /// Jumps if the expression is true (`when`) or false (not `when`), and goes on behind it otherwise.
    Assembly jump(BoundExpression expression, Mark target, boolean when) {
        return switch (expression) {
            case Not(Span _, BoundExpression operand) -> jump(operand, target, !when);
            case And _, Or _ -> chain(links(expression), expression instanceof And, target, when);
            case Test(Span _, BoundExpression operand) -> truth(operand, target, when);
            case Binary binary when binary.operator().compares() -> comparison(binary, target, when);
            case Match match ->
                branch(
                        values.two(match.subject(), match.pattern())
                                .state()
                                .invokeStatic(
                                        Descriptors.STATE,
                                        "matches",
                                        MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object, Descriptors.STATE)),
                        target,
                        when != match.negated());
            case InNetwork in ->
                branch(
                        values.value(in.subject())
                                .append(plan.script().constants().load(in.network(), Descriptors.NETWORK))
                                .invokeStatic(
                                        Descriptors.COMPARISON,
                                        "lies",
                                        MethodTypeDesc.of(CD_boolean, CD_Object, Descriptors.NETWORK)),
                        target,
                        when != in.negated());
            case Call call when call.function().status() != null -> status(call, target, when);
            case RouteCall _, DynamicRouteCall _ -> status(expression, target, when);
            default -> truth(expression, target, when);
        };
    }

    private Assembly status(BoundExpression call, Mark target, boolean when) {
        return values.calls().status(call).jump(when ? Opcode.IFGT : Opcode.IFLE, target);
    }

    private Assembly truth(BoundExpression expression, Mark target, boolean when) {
        return branch(
                values.value(expression)
                        .invokeStatic(Descriptors.VALUES, "truth", MethodTypeDesc.of(CD_boolean, CD_Object)),
                target,
                when);
    }

    private static Assembly branch(Assembly flag, Mark target, boolean when) {
        return flag.jump(when ? Opcode.IFNE : Opcode.IFEQ, target);
    }

    private Assembly comparison(Binary binary, Mark target, boolean when) {
        boolean negated = switch (binary.operator()) {
            case NOT_EQUAL, TYPED_NOT_EQUAL, TEXT_NOT_EQUAL -> true;
            default -> false;
        };
        return branch(compared(binary), target, when != negated);
    }

    private Assembly compared(Binary binary) {
        return switch (binary.operator()) {
            case EQUAL, NOT_EQUAL -> equality(binary);
            case LESS -> compare(binary, Descriptors.COMPARISON, "less");
            case LESS_OR_EQUAL -> compare(binary, Descriptors.COMPARISON, "lessOrEqual");
            case GREATER -> compare(binary, Descriptors.COMPARISON, "greater");
            case GREATER_OR_EQUAL -> compare(binary, Descriptors.COMPARISON, "greaterOrEqual");
            case TYPED_EQUAL, TYPED_NOT_EQUAL -> compare(binary, Descriptors.TYPED, "equal");
            case TEXT_EQUAL, TEXT_NOT_EQUAL -> compare(binary, Descriptors.TYPED, "textEqual");
            default -> throw new IllegalArgumentException("Does not compare: " + binary.operator());
        };
    }

    private Assembly equality(Binary binary) {
        if (binary.right() instanceof Constant(Span _, Long number)) {
            long value = number;
            return values.value(binary.left())
                    .plain(3, code -> code.loadConstant(value))
                    .invokeStatic(
                            Descriptors.COMPARISON, "equalInteger", MethodTypeDesc.of(CD_boolean, CD_Object, CD_long));
        }
        if (binary.right() instanceof Constant(Span _, String text)) {
            return values.value(binary.left())
                    .append(values.value(binary.right()))
                    .plain(3, code -> code.checkcast(CD_String))
                    .invokeStatic(
                            Descriptors.COMPARISON, "equalText", MethodTypeDesc.of(CD_boolean, CD_Object, CD_String));
        }
        return compare(binary, Descriptors.COMPARISON, "equal");
    }

    private Assembly compare(Binary binary, ClassDesc owner, String method) {
        return values.two(binary.left(), binary.right()).invokeStatic(owner, method, Descriptors.TWO_COMPARED);
    }

    /// The operands of a chain of one operator, from left to right.
    private static List<BoundExpression> links(BoundExpression chain) {
        boolean isAnd = chain instanceof And;
        List<BoundExpression> links = new ArrayList<>();
        Deque<BoundExpression> open = new ArrayDeque<>(List.of(chain));
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case And(Span _, BoundExpression left, BoundExpression right)
                when isAnd -> {
                    open.push(right);
                    open.push(left);
                }
                case Or(Span _, BoundExpression left, BoundExpression right)
                when !isAnd -> {
                    open.push(right);
                    open.push(left);
                }
                case BoundExpression link -> links.add(link);
            }
        }
        return links;
    }

    private Assembly chain(List<BoundExpression> links, boolean isAnd, Mark target, boolean when) {
        int before = plan.parts().size();
        Assembly code = new Assembly();
        Mark skip = new Mark();
        boolean stopsAt = !isAnd;
        for (BoundExpression link : links.subList(0, links.size() - 1)) {
            code.append(stopsAt == when ? jump(link, target, when) : jump(link, skip, stopsAt));
        }
        code.append(jump(links.getLast(), target, when)).here(skip);
        if (code.size() <= LIMIT || links.size() < 4) {
            return code;
        }
        plan.keep(before);
        int middle = links.size() / 2;
        return chain(
                List.of(half(links.subList(0, middle), isAnd), half(links.subList(middle, links.size()), isAnd)),
                isAnd,
                target,
                when);
    }

    /// A part of a chain as something that has a value, so that it can become a method of its own.
    private static BoundExpression half(List<BoundExpression> links, boolean isAnd) {
        BoundExpression chain = links.getFirst();
        for (BoundExpression link : links.subList(1, links.size())) {
            chain = isAnd ? new And(chain.span(), chain, link) : new Or(chain.span(), chain, link);
        }
        return new Test(chain.span(), chain);
    }
}
