package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_List;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.All;
import io.sidetone.script.bound.BoundExpression.Assignment;
import io.sidetone.script.bound.BoundExpression.Binary;
import io.sidetone.script.bound.BoundExpression.Element;
import io.sidetone.script.bound.BoundExpression.HostVariable;
import io.sidetone.script.bound.BoundExpression.Member;
import io.sidetone.script.bound.BoundExpression.One;
import io.sidetone.script.bound.BoundExpression.Slot;
import io.sidetone.script.bound.BoundExpression.Whole;
import io.sidetone.script.compile.ExpressionCode.Operands;
import io.sidetone.script.run.Output;
import io.sidetone.script.source.Span;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Code that reads and writes variables, and members of what they hold. Confined to one compilation.
final class VariableCode {

    private final ExpressionCode values;
    private final RoutePlan plan;

    VariableCode(ExpressionCode values, RoutePlan plan) {
        this.values = values;
        this.plan = plan;
    }

    /// One of the script's own variables.
    static Assembly read(Slot slot) {
        return new Assembly()
                .state()
                .number(slot.slot())
                .invoke(Descriptors.STATE, "get", MethodTypeDesc.of(CD_Object, CD_int));
    }

    private Assembly run(@Nullable Function<?, ?> context) {
        Assembly run =
                new Assembly().state().plain(3, code -> code.getfield(Descriptors.STATE, "run", Descriptors.RUN));
        if (context == null) {
            return run;
        }
        ClassDesc function = Descriptors.of(Function.class);
        return plan.script()
                .constants()
                .load(context, function)
                .append(run)
                .invokeInterface(function, "apply", Descriptors.ONE_VALUE)
                .plain(3, code -> code.checkcast(Descriptors.RUN));
    }

    private Assembly key(HostVariable variable) {
        BoundExpression key = variable.key();
        return key == null ? new Assembly().plain(1, code -> code.aconst_null()) : values.value(key);
    }

    private Assembly variable(HostVariable variable) {
        return plan.script().constants().load(plan.script().variable(variable.definition()), Descriptors.VARIABLE);
    }

    /// A variable of the host.
    Assembly read(HostVariable variable) {
        Assembly run = run(variable.context());
        return switch (variable.index()) {
            case Whole _ ->
                variable(variable)
                        .append(run)
                        .append(key(variable))
                        .invokeInterface(
                                Descriptors.VARIABLE, "get", MethodTypeDesc.of(CD_Object, Descriptors.RUN, CD_Object));
            case All _ ->
                variable(variable)
                        .append(run)
                        .append(key(variable))
                        .invokeInterface(
                                Descriptors.VARIABLE, "all", MethodTypeDesc.of(CD_List, Descriptors.RUN, CD_Object));
            case One(BoundExpression index) ->
                values.value(index)
                        .append(variable(variable))
                        .append(run)
                        .append(key(variable))
                        .invokeStatic(
                                Descriptors.STATE,
                                "at",
                                MethodTypeDesc.of(
                                        CD_Object, CD_Object, Descriptors.VARIABLE, Descriptors.RUN, CD_Object));
        };
    }

    /// A variable for a function to write.
    ///
    /// @param operands the code of what is right below the target in the tree
    Assembly output(BoundExpression.Target target, List<Assembly> operands) {
        ClassDesc output = Descriptors.of(Output.class);
        Assembly code = new Assembly();
        operands.forEach(code::append);
        return switch (target) {
            case Slot slot ->
                code.state().number(slot.slot()).invoke(Descriptors.STATE, "output", MethodTypeDesc.of(output, CD_int));
            case HostVariable variable -> {
                if (variable.key() == null) {
                    code = new Assembly()
                            .plain(1, builder -> builder.aconst_null())
                            .append(code);
                }
                if (!(variable.index() instanceof One)) {
                    code.plain(1, builder -> builder.aconst_null());
                }
                yield code.append(variable(variable))
                        .state()
                        .invokeStatic(
                                Descriptors.STATE,
                                "output",
                                MethodTypeDesc.of(
                                        output, CD_Object, CD_Object, Descriptors.VARIABLE, Descriptors.STATE));
            }
            case Member(Span _, BoundExpression _, String name) ->
                code.plain(3, builder -> builder.loadConstant(name))
                        .invokeStatic(Descriptors.STATE, "output", MethodTypeDesc.of(output, CD_Object, CD_String));
            case Element _ ->
                code.invokeStatic(Descriptors.STATE, "output", MethodTypeDesc.of(output, CD_Object, CD_Object));
        };
    }

    /// An assignment.
    ///
    /// @param leaves whether the value that was assigned stays on the stack
    Assembly assignment(Assignment assignment, boolean leaves) {
        BoundExpression value = assignment.combining() == null
                ? assignment.value()
                : new Binary(
                        assignment.span(),
                        assignment.combining(),
                        assignment.target(),
                        assignment.value(),
                        assignment.type());
        return switch (assignment.target()) {
            case Slot slot -> assignSlot(slot, doubled(values.value(value), leaves));
            case HostVariable variable -> assignVariable(variable, assignment.replaces(), value, leaves);
            case Member(Span _, BoundExpression object, String name) -> {
                Operands operands = values.operands(List.of(value, object));
                yield operands.before()
                        .append(doubled(operands.each().get(0), leaves))
                        .append(operands.each().get(1))
                        .plain(3, code -> code.loadConstant(name))
                        .state()
                        .invokeStatic(
                                Descriptors.STATE,
                                "setMember",
                                MethodTypeDesc.of(CD_void, CD_Object, CD_Object, CD_String, Descriptors.STATE));
            }
            case Element(Span _, BoundExpression object, BoundExpression index) -> {
                Operands operands = values.operands(List.of(value, object, index));
                yield operands.before()
                        .append(doubled(operands.each().get(0), leaves))
                        .append(operands.each().get(1))
                        .append(operands.each().get(2))
                        .state()
                        .invokeStatic(
                                Descriptors.STATE,
                                "setElement",
                                MethodTypeDesc.of(CD_void, CD_Object, CD_Object, CD_Object, Descriptors.STATE));
            }
        };
    }

    /// Assigns a value of the frame.
    Assembly assignKept(BoundExpression.Target target, int slot) {
        Assembly value = ExpressionCode.kept(slot);
        return switch (target) {
            case Slot variable -> assignSlot(variable, value);
            case HostVariable variable -> assignValue(variable, false, value);
            case Member _, Element _ -> throw new IllegalArgumentException("Loops do not write members");
        };
    }

    private static Assembly doubled(Assembly value, boolean really) {
        return really ? value.plain(1, code -> code.dup()) : value;
    }

    private Assembly assignSlot(Slot slot, Assembly value) {
        return value.state()
                .number(slot.slot())
                .invokeStatic(
                        Descriptors.STATE,
                        plan.script().xRay() ? "setSeen" : "set",
                        MethodTypeDesc.of(CD_void, CD_Object, Descriptors.STATE, CD_int));
    }

    private Assembly assignVariable(HostVariable variable, boolean replaces, BoundExpression value, boolean leaves) {
        if (variable.index() instanceof One(BoundExpression index)) {
            Operands operands = values.operands(List.of(value, index));
            return operands.before()
                    .append(doubled(operands.each().get(0), leaves))
                    .append(operands.each().get(1))
                    .append(variable(variable))
                    .state()
                    .append(key(variable))
                    .invokeStatic(
                            Descriptors.STATE,
                            "assignAt",
                            MethodTypeDesc.of(
                                    CD_void, CD_Object, CD_Object, Descriptors.VARIABLE, Descriptors.STATE, CD_Object));
        }
        return assignValue(variable, replaces, doubled(values.value(value), leaves));
    }

    private Assembly assignValue(HostVariable variable, boolean replaces, Assembly value) {
        String method = variable.index() instanceof All ? "replaceAll" : replaces ? "replace" : "assign";
        return value.append(variable(variable))
                .state()
                .append(key(variable))
                .invokeStatic(
                        Descriptors.STATE,
                        method,
                        MethodTypeDesc.of(CD_void, CD_Object, Descriptors.VARIABLE, Descriptors.STATE, CD_Object));
    }
}
