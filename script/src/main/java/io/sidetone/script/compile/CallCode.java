package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.BoundArgument;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.Given;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.BoundExpression.Target;
import io.sidetone.script.bound.BoundExpression.Written;
import io.sidetone.script.bound.Children;
import io.sidetone.script.compile.Assembly.Mark;
import io.sidetone.script.compile.ExpressionCode.Operands;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.source.Span;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Code that calls functions and routes. What says by a number how it went can end or suspend the script: when it
/// is called, the operand stack is empty. Confined to one compilation.
final class CallCode {

    private final ExpressionCode values;
    private final RoutePlan plan;

    CallCode(ExpressionCode values, RoutePlan plan) {
        this.values = values;
        this.plan = plan;
    }

    /// The value of a function that gives one.
    Assembly value(Call call) {
        Operands operands = arguments(call);
        return operands.before()
                .append(plan.script()
                        .constants()
                        .load(plan.script().valueFunction(call.function()), Descriptors.VALUE_FUNCTION))
                .append(run())
                .append(ExpressionCode.array(operands.each()))
                .invokeInterface(
                        Descriptors.VALUE_FUNCTION,
                        "call",
                        MethodTypeDesc.of(CD_Object, Descriptors.RUN, Descriptors.OBJECTS));
    }

    private static Assembly run() {
        return new Assembly().state().plain(3, code -> code.getfield(Descriptors.STATE, "run", Descriptors.RUN));
    }

    /// The number of a function or route that says how it went, as an int that is not 0.
    Assembly status(BoundExpression expression) {
        return switch (expression) {
            case Call call -> function(call);
            case RouteCall call -> route(call);
            case DynamicRouteCall call -> dynamic(call);
            default -> throw new IllegalArgumentException("Gives no status: " + expression.getClass());
        };
    }

    private Assembly function(Call call) {
        Operands operands = arguments(call);
        Assembly code = operands.before()
                .append(plan.script()
                        .constants()
                        .load(plan.script().statusFunction(call.function()), Descriptors.STATUS_FUNCTION))
                .append(run())
                .append(ExpressionCode.array(operands.each()))
                .invokeInterface(
                        Descriptors.STATUS_FUNCTION,
                        "call",
                        MethodTypeDesc.of(CD_int, Descriptors.RUN, Descriptors.OBJECTS))
                .state()
                .invokeStatic(Descriptors.STATE, "noted", MethodTypeDesc.of(CD_int, CD_int, Descriptors.STATE));
        int label = 0;
        if (call.function().waits()) {
            label = plan.label();
            Mark goOn = new Mark();
            code.jump(goOn);
            enterAgain(code, label)
                    .state()
                    .invoke(Descriptors.STATE, "resumed", MethodTypeDesc.of(CD_int))
                    .here(goOn);
        }
        return checked(code, label, call.span());
    }

    /// Where a method goes on that was left while something waited.
    private static Assembly enterAgain(Assembly code, int label) {
        return code.resume(label)
                .frame()
                .number(0)
                .plain(3, builder -> builder.putfield(Descriptors.FRAME, "label", CD_int));
    }

    /// Leaves the route if the int on the stack is 0.
    private static Assembly checked(Assembly code, int label, Span span) {
        Mark goOn = new Mark();
        return code.plain(1, builder -> builder.dup())
                .jump(Opcode.IFNE, goOn)
                .plain(1, builder -> builder.pop())
                .state()
                .frame()
                .number(label)
                .number(span.start())
                .invoke(Descriptors.STATE, "stop", MethodTypeDesc.of(CD_void, Descriptors.FRAME, CD_int, CD_int))
                .leave()
                .here(goOn);
    }

    private Assembly route(RouteCall call) {
        Operands operands = values.operands(call.arguments());
        ClassDesc callee = ClassDesc.of(plan.script().className(call.route()));
        Assembly code = operands.before()
                .append(parameters(operands))
                .state()
                .frame()
                .number(call.route())
                .number(call.span().start())
                .invokeStatic(
                        Descriptors.STATE,
                        "enter",
                        MethodTypeDesc.of(
                                Descriptors.FRAME,
                                Descriptors.OBJECTS,
                                Descriptors.STATE,
                                Descriptors.FRAME,
                                CD_int,
                                CD_int))
                .plain(1, builder -> builder.astore(2));
        int label = 0;
        if (plan.script().waits(call.route())) {
            label = plan.label();
            Mark goOn = new Mark();
            code.jump(goOn);
            enterAgain(code, label)
                    .frame()
                    .plain(3, builder -> builder.getfield(Descriptors.FRAME, "callee", Descriptors.FRAME))
                    .plain(1, builder -> builder.astore(2))
                    .here(goOn);
        }
        code.state()
                .plain(1, builder -> builder.aload(2))
                .invokeStatic(callee, RouteClass.BODY, Descriptors.BODY)
                .state()
                .frame()
                .invokeStatic(
                        Descriptors.STATE,
                        "left",
                        MethodTypeDesc.of(CD_int, CD_int, Descriptors.STATE, Descriptors.FRAME));
        return checked(code, label, call.span());
    }

    private Assembly dynamic(DynamicRouteCall call) {
        List<BoundExpression> all = new ArrayList<>(List.of(call.name()));
        all.addAll(call.arguments());
        Operands operands = values.operands(all);
        Operands arguments = new Operands(
                operands.before(), operands.each().subList(1, operands.each().size()));
        Assembly code = operands.before()
                .append(parameters(arguments))
                .append(operands.each().getFirst())
                .state()
                .frame()
                .number(call.span().start())
                .invokeStatic(
                        Descriptors.STATE,
                        "route",
                        MethodTypeDesc.of(
                                CD_int, Descriptors.OBJECTS, CD_Object, Descriptors.STATE, Descriptors.FRAME, CD_int));
        int label = 0;
        if (plan.script().anyNamedWaits()) {
            label = plan.label();
            Mark goOn = new Mark();
            code.jump(goOn);
            enterAgain(code, label)
                    .state()
                    .frame()
                    .invoke(Descriptors.STATE, "again", MethodTypeDesc.of(CD_int, Descriptors.FRAME))
                    .here(goOn);
        }
        return checked(code, label, call.span());
    }

    private static Assembly parameters(Operands operands) {
        return operands.each().isEmpty()
                ? new Assembly().plain(1, code -> code.aconst_null())
                : ExpressionCode.array(operands.each());
    }

    private Operands arguments(Call call) {
        List<BoundExpression> all = new ArrayList<>();
        for (BoundArgument argument : call.arguments()) {
            all.addAll(operands(argument));
        }
        Operands operands = values.operands(all);
        Iterator<Assembly> computed = operands.each().iterator();
        List<Assembly> each = new ArrayList<>();
        for (BoundArgument argument : call.arguments()) {
            each.add(
                    switch (argument) {
                        case null -> new Assembly().plain(1, code -> code.aconst_null());
                        case Given(Parameter parameter, BoundExpression value) ->
                            converted(parameter, value, computed.next());
                        case Written(Parameter _, Target target) ->
                            values.variables()
                                    .output(
                                            target,
                                            operands(argument).stream()
                                                    .map(_ -> computed.next())
                                                    .toList());
                    });
        }
        return new Operands(operands.before(), each);
    }

    /// What has to be computed for an argument.
    private static List<BoundExpression> operands(@Nullable BoundArgument argument) {
        return switch (argument) {
            case null -> List.of();
            case Given given -> List.of(given.value());
            case Written written -> Children.of(written.target());
        };
    }

    /// An argument as the function gets it: constants are converted already.
    Assembly converted(Parameter parameter, @Nullable BoundExpression argument, Assembly value) {
        if (argument == null || argument instanceof Constant) {
            return value;
        }
        return plan.script()
                .constants()
                .load(parameter, Descriptors.PARAMETER)
                .append(value)
                .invoke(Descriptors.PARAMETER, "convert", Descriptors.ONE_VALUE);
    }
}
