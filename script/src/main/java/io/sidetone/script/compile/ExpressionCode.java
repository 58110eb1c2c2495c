package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Map;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.And;
import io.sidetone.script.bound.BoundExpression.Assignment;
import io.sidetone.script.bound.BoundExpression.Binary;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.Choice;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.Element;
import io.sidetone.script.bound.BoundExpression.HostVariable;
import io.sidetone.script.bound.BoundExpression.InNetwork;
import io.sidetone.script.bound.BoundExpression.Joined;
import io.sidetone.script.bound.BoundExpression.Match;
import io.sidetone.script.bound.BoundExpression.MatchGroup;
import io.sidetone.script.bound.BoundExpression.Member;
import io.sidetone.script.bound.BoundExpression.NewList;
import io.sidetone.script.bound.BoundExpression.NewMap;
import io.sidetone.script.bound.BoundExpression.Not;
import io.sidetone.script.bound.BoundExpression.Or;
import io.sidetone.script.bound.BoundExpression.ReturnCode;
import io.sidetone.script.bound.BoundExpression.Returned;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.BoundExpression.RouteParameter;
import io.sidetone.script.bound.BoundExpression.Slot;
import io.sidetone.script.bound.BoundExpression.Test;
import io.sidetone.script.bound.BoundExpression.Transformed;
import io.sidetone.script.bound.BoundExpression.Unary;
import io.sidetone.script.compile.Assembly.Mark;
import io.sidetone.script.source.Span;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Code that puts the value of an expression on the operand stack. Confined to one compilation.
final class ExpressionCode {

    /// Longer code becomes a method of its own.
    private static final int LIMIT = 400;

    /// So many parts of a text, elements of a list or members of a map are handled by one piece of code.
    private static final int GROUP = 16;

    /// Longer text may not fit into a class file as it is.
    private static final int LITERAL = 20_000;

    private static final ClassDesc BUILDER = Descriptors.of(StringBuilder.class);
    private static final ClassDesc ARRAY_LIST = Descriptors.of(ArrayList.class);
    private static final ClassDesc LINKED_MAP = Descriptors.of(LinkedHashMap.class);

    private final RoutePlan plan;
    private final ConditionCode conditions;
    private final CallCode calls;
    private final VariableCode variables;

    ExpressionCode(RoutePlan plan) {
        this.plan = plan;
        this.conditions = new ConditionCode(this, plan);
        this.calls = new CallCode(this, plan);
        this.variables = new VariableCode(this, plan);
    }

    ConditionCode conditions() {
        return conditions;
    }

    VariableCode variables() {
        return variables;
    }

    CallCode calls() {
        return calls;
    }

    /// The value of an expression, as an object.
    Assembly value(BoundExpression expression) {
        Assembly code = compute(expression);
        return code.size() > LIMIT ? split(code, plan.script().interruptions().in(expression)) : code;
    }

    private Assembly split(Assembly code, boolean interrupts) {
        Assembly call = new Assembly().callPart(plan.split(Part.Kind.EXPRESSION, code));
        if (interrupts) {
            Mark goOn = new Mark();
            call.state()
                    .invoke(Descriptors.STATE, "leaves", MethodTypeDesc.of(CD_boolean))
                    .jump(Opcode.IFEQ, goOn)
                    .plain(1, builder -> builder.pop())
                    .leave()
                    .here(goOn);
        }
        return call;
    }

    private Assembly compute(BoundExpression expression) {
        return switch (expression) {
            case Constant constant -> constant(constant.value());
            case Slot slot -> VariableCode.read(slot);
            case HostVariable variable -> variables.read(variable);
            case ReturnCode _ ->
                new Assembly().state().invoke(Descriptors.STATE, "codeValue", MethodTypeDesc.of(CD_Object));
            case RouteParameter(Span _, BoundExpression key) ->
                value(key)
                        .frame()
                        .invokeStatic(
                                Descriptors.STATE,
                                "parameter",
                                MethodTypeDesc.of(CD_Object, CD_Object, Descriptors.FRAME));
            case Returned(Span _, BoundExpression index) -> ofState("returned", index);
            case MatchGroup(Span _, BoundExpression group) -> ofState("group", group);
            case Member(Span _, BoundExpression object, String name) ->
                value(object)
                        .plain(3, code -> code.loadConstant(name))
                        .invokeStatic(
                                Descriptors.MEMBERS, "member", MethodTypeDesc.of(CD_Object, CD_Object, CD_String));
            case Element(Span _, BoundExpression object, BoundExpression index) ->
                two(object, index).invokeStatic(Descriptors.MEMBERS, "element", Descriptors.TWO_VALUES);
            case Transformed transformed -> transformed(transformed);
            case Joined joined -> joined(joined);
            case NewList list -> list(list);
            case NewMap map -> map(map);
            case Unary unary -> unary(unary);
            case Choice choice -> choice(choice);
            case Binary binary when !binary.operator().compares() -> arithmetic(binary);
            case Binary _, And _, Or _, Not _, Test _, Match _, InNetwork _ -> flag(expression);
            case Call call when call.function().value() != null -> calls.value(call);
            case Call _, RouteCall _, DynamicRouteCall _ ->
                calls.status(expression)
                        .plain(1, code -> code.i2l())
                        .invokeStatic(CD_Long, "valueOf", MethodTypeDesc.of(CD_Long, CD_long));
            case Assignment assignment -> variables.assignment(assignment, true);
        };
    }

    private Assembly ofState(String method, BoundExpression operand) {
        return value(operand)
                .state()
                .invokeStatic(Descriptors.STATE, method, MethodTypeDesc.of(CD_Object, CD_Object, Descriptors.STATE));
    }

    private Assembly constant(@Nullable Object value) {
        return switch (value) {
            case null -> new Assembly().plain(1, code -> code.aconst_null());
            case String text when text.length() < LITERAL -> new Assembly().plain(3, code -> code.loadConstant(text));
            case Boolean flag ->
                new Assembly().plain(3, code -> code.getstatic(CD_Boolean, flag ? "TRUE" : "FALSE", CD_Boolean));
            default -> plan.script().constants().load(value, CD_Object);
        };
    }

    // ---- Several operands

    /// Operands of something that has to have all of them on the stack.
    ///
    /// @param before computes what cannot be computed on the stack, and leaves the stack as it was
    /// @param each puts one of them on the stack
    record Operands(Assembly before, List<Assembly> each) {}

    /// The code of operands: if one of them can end or suspend the script, all are computed beforehand and kept
    /// in the frame.
    Operands operands(List<? extends @Nullable BoundExpression> expressions) {
        List<BoundExpression> present = new ArrayList<>();
        for (BoundExpression expression : expressions) {
            if (expression != null) {
                present.add(expression);
            }
        }
        boolean keep = plan.script().interruptions().inAny(present);
        Assembly before = new Assembly();
        List<Assembly> each = new ArrayList<>();
        for (BoundExpression expression : expressions) {
            if (expression == null) {
                each.add(constant(null));
            } else if (keep && !(expression instanceof Constant)) {
                each.add(kept(expression, before));
            } else {
                each.add(value(expression));
            }
        }
        return new Operands(before, each);
    }

    private Assembly kept(BoundExpression expression, Assembly before) {
        int slot = plan.slot();
        before.append(value(expression));
        keep(before, slot);
        return kept(slot);
    }

    /// Puts the value on the stack into the frame.
    static void keep(Assembly code, int slot) {
        code.frame()
                .number(slot)
                .invokeStatic(
                        Descriptors.FRAME, "keep", MethodTypeDesc.of(CD_void, CD_Object, Descriptors.FRAME, CD_int));
    }

    /// Puts a value of the frame on the stack.
    static Assembly kept(int slot) {
        return new Assembly()
                .frame()
                .number(slot)
                .invoke(Descriptors.FRAME, "kept", MethodTypeDesc.of(CD_Object, CD_int));
    }

    /// Two operands, one above the other.
    Assembly two(BoundExpression left, BoundExpression right) {
        Operands both = operands(List.of(left, right));
        return both.before().append(both.each().get(0)).append(both.each().get(1));
    }

    /// An array of objects.
    static Assembly array(List<Assembly> elements) {
        Assembly code = new Assembly().number(elements.size()).plain(3, builder -> builder.anewarray(CD_Object));
        for (int i = 0; i < elements.size(); i++) {
            code.plain(1, builder -> builder.dup())
                    .number(i)
                    .append(elements.get(i))
                    .plain(1, builder -> builder.aastore());
        }
        return code;
    }

    // ---- Made of others

    private Assembly transformed(Transformed transformed) {
        List<@Nullable BoundExpression> all = new ArrayList<>();
        all.add(transformed.subject());
        all.addAll(transformed.arguments());
        Operands operands = operands(all);
        List<Assembly> arguments = new ArrayList<>();
        for (int i = 0; i < transformed.arguments().size(); i++) {
            arguments.add(calls.converted(
                    transformed.definition().parameters().get(i),
                    transformed.arguments().get(i),
                    operands.each().get(i + 1)));
        }
        return operands.before()
                .append(plan.script()
                        .constants()
                        .load(transformed.definition().operation(), Descriptors.TRANSFORMATION))
                .append(operands.each().getFirst())
                .append(array(arguments))
                .invokeInterface(
                        Descriptors.TRANSFORMATION,
                        "apply",
                        MethodTypeDesc.of(CD_Object, CD_Object, Descriptors.OBJECTS));
    }

    private Assembly joined(Joined joined) {
        if (joined.parts().size() > GROUP) {
            return joined(new Joined(
                    joined.span(), grouped(joined.parts(), parts -> new Joined(joined.span(), parts))));
        }
        Operands operands = operands(joined.parts());
        Assembly code = operands.before()
                .plain(3, builder -> builder.new_(BUILDER))
                .plain(1, builder -> builder.dup())
                .plain(3, builder -> builder.invokespecial(BUILDER, "<init>", Descriptors.NOTHING));
        for (int i = 0; i < joined.parts().size(); i++) {
            code.append(operands.each().get(i));
            if (!(joined.parts().get(i) instanceof Constant(Span _, String text)) || text.length() >= LITERAL) {
                code.invokeStatic(Descriptors.VALUES, "text", MethodTypeDesc.of(CD_String, CD_Object));
            }
            code.invoke(BUILDER, "append", MethodTypeDesc.of(BUILDER, CD_String));
        }
        return code.invoke(BUILDER, "toString", MethodTypeDesc.of(CD_String));
    }

    /// Some expressions for many: each stands for a group of them.
    private static List<BoundExpression> grouped(
            List<BoundExpression> all, Function<List<BoundExpression>, BoundExpression> group) {
        List<BoundExpression> groups = new ArrayList<>();
        int size = Math.max(GROUP, (all.size() + GROUP - 1) / GROUP);
        for (int first = 0; first < all.size(); first += size) {
            groups.add(group.apply(all.subList(first, Math.min(first + size, all.size()))));
        }
        return groups;
    }

    private Assembly list(NewList list) {
        List<BoundExpression> elements = list.elements();
        if (elements.size() > GROUP) {
            int middle = elements.size() / 2;
            return two(
                            new NewList(list.span(), elements.subList(0, middle)),
                            new NewList(list.span(), elements.subList(middle, elements.size())))
                    .invokeStatic(Descriptors.ARITHMETIC, "add", Descriptors.TWO_VALUES);
        }
        Operands operands = operands(elements);
        Assembly code = operands.before()
                .plain(3, builder -> builder.new_(ARRAY_LIST))
                .plain(1, builder -> builder.dup())
                .plain(3, builder -> builder.invokespecial(ARRAY_LIST, "<init>", Descriptors.NOTHING));
        for (Assembly element : operands.each()) {
            code.plain(1, builder -> builder.dup())
                    .append(element)
                    .invoke(ARRAY_LIST, "add", MethodTypeDesc.of(CD_boolean, CD_Object))
                    .plain(1, builder -> builder.pop());
        }
        return code;
    }

    private Assembly map(NewMap map) {
        int size = map.values().size();
        if (size > GROUP) {
            int middle = size / 2;
            Operands halves = operands(List.of(
                    new NewMap(
                            map.span(),
                            map.keys().subList(0, middle),
                            map.values().subList(0, middle)),
                    new NewMap(
                            map.span(),
                            map.keys().subList(middle, size),
                            map.values().subList(middle, size))));
            return halves.before()
                    .append(halves.each().get(0))
                    .plain(3, builder -> builder.checkcast(CD_Map))
                    .append(halves.each().get(1))
                    .plain(3, builder -> builder.checkcast(CD_Map))
                    .invokeStatic(Descriptors.MEMBERS, "merge", MethodTypeDesc.of(CD_Map, CD_Map, CD_Map));
        }
        Operands operands = operands(map.values());
        Assembly code = operands.before()
                .plain(3, builder -> builder.new_(LINKED_MAP))
                .plain(1, builder -> builder.dup())
                .plain(3, builder -> builder.invokespecial(LINKED_MAP, "<init>", Descriptors.NOTHING));
        for (int i = 0; i < size; i++) {
            String key = map.keys().get(i);
            code.plain(1, builder -> builder.dup())
                    .plain(3, builder -> builder.loadConstant(key))
                    .append(operands.each().get(i))
                    .invoke(LINKED_MAP, "put", Descriptors.TWO_VALUES)
                    .plain(1, builder -> builder.pop());
        }
        return code;
    }

    /// A chain of operators that is read from the left, without going deeper for each of them: `1 + 2 + 3 + ...`.
    private Assembly arithmetic(Binary last) {
        Deque<Binary> chain = new ArrayDeque<>(List.of(last));
        while (chain.getFirst().left() instanceof Binary left
                && !left.operator().compares()) {
            chain.push(left);
        }
        boolean interrupts = plan.script().interruptions().in(last);
        Assembly code = value(chain.getFirst().left());
        for (Binary link : chain) {
            code = applied(code, link);
            if (code.size() > LIMIT) {
                code = split(code, interrupts);
            }
        }
        return code;
    }

    private Assembly applied(Assembly left, Binary link) {
        Assembly right = value(link.right());
        if (plan.script().interruptions().in(link.right())) {
            int first = plan.slot();
            int second = plan.slot();
            keep(left, first);
            keep(left.append(right), second);
            left.append(kept(first)).append(kept(second));
        } else {
            left.append(right);
        }
        ClassDesc owner = link.operator() == BinaryOperator.TYPED_ADD ? Descriptors.TYPED : Descriptors.ARITHMETIC;
        return left.invokeStatic(owner, method(link.operator()), Descriptors.TWO_VALUES);
    }

    private static String method(BinaryOperator operator) {
        return switch (operator) {
            case ADD, TYPED_ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case MODULO -> "modulo";
            case BIT_AND -> "bitAnd";
            case BIT_OR -> "bitOr";
            case BIT_XOR -> "bitXor";
            case SHIFT_LEFT -> "shiftLeft";
            case SHIFT_RIGHT -> "shiftRight";
            case EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    TYPED_EQUAL,
                    TYPED_NOT_EQUAL,
                    TEXT_EQUAL,
                    TEXT_NOT_EQUAL -> throw new IllegalArgumentException("Compares: " + operator);
        };
    }

    private Assembly unary(Unary unary) {
        Assembly operand = value(unary.operand());
        return switch (unary.operator()) {
            case MINUS -> operand.invokeStatic(Descriptors.ARITHMETIC, "negate", Descriptors.ONE_VALUE);
            case COMPLEMENT -> operand.invokeStatic(Descriptors.ARITHMETIC, "complement", Descriptors.ONE_VALUE);
            case INTEGER -> operand.invokeStatic(Descriptors.TYPED, "integer", Descriptors.ONE_VALUE);
            case TEXT -> operand.invokeStatic(Descriptors.TYPED, "text", Descriptors.ONE_VALUE);
            case LENGTH -> operand.invokeStatic(Descriptors.TYPED, "length", Descriptors.ONE_VALUE);
            case EMPTY -> operand.invokeStatic(Descriptors.TYPED, "empty", Descriptors.ONE_VALUE);
            case DEFINED -> operand.invokeStatic(Descriptors.TYPED, "defined", Descriptors.ONE_VALUE);
            case PRESENT -> operand.invokeStatic(Descriptors.TYPED, "present", Descriptors.ONE_VALUE);
            case OUTCOME -> throw new IllegalArgumentException("Bound as something else");
        };
    }

    private Assembly choice(Choice choice) {
        Mark otherwise = new Mark();
        Mark end = new Mark();
        return conditions
                .jump(choice.condition(), otherwise, false)
                .append(value(choice.then()))
                .jump(end)
                .here(otherwise)
                .append(value(choice.otherwise()))
                .here(end);
    }

    private Assembly flag(BoundExpression expression) {
        Mark isFalse = new Mark();
        Mark end = new Mark();
        return conditions
                .jump(expression, isFalse, false)
                .append(constant(true))
                .jump(end)
                .here(isFalse)
                .append(constant(false))
                .here(end);
    }
}
