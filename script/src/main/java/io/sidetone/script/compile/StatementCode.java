package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.Assignment;
import io.sidetone.script.bound.BoundExpression.BoundArgument;
import io.sidetone.script.bound.BoundExpression.Call;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.DynamicRouteCall;
import io.sidetone.script.bound.BoundExpression.Given;
import io.sidetone.script.bound.BoundExpression.RouteCall;
import io.sidetone.script.bound.BoundExpression.RouteParameter;
import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.bound.BoundStatement;
import io.sidetone.script.bound.BoundStatement.Assert;
import io.sidetone.script.bound.BoundStatement.Async;
import io.sidetone.script.bound.BoundStatement.Block;
import io.sidetone.script.bound.BoundStatement.Break;
import io.sidetone.script.bound.BoundStatement.Case;
import io.sidetone.script.bound.BoundStatement.Drop;
import io.sidetone.script.bound.BoundStatement.Evaluate;
import io.sidetone.script.bound.BoundStatement.Exit;
import io.sidetone.script.bound.BoundStatement.ForEach;
import io.sidetone.script.bound.BoundStatement.If;
import io.sidetone.script.bound.BoundStatement.Launch;
import io.sidetone.script.bound.BoundStatement.Return;
import io.sidetone.script.bound.BoundStatement.Switch;
import io.sidetone.script.bound.BoundStatement.While;
import io.sidetone.script.compile.Assembly.Mark;
import io.sidetone.script.compile.Assembly.Scope;
import io.sidetone.script.compile.ExpressionCode.Operands;
import io.sidetone.script.run.SwitchTable;
import io.sidetone.script.source.Span;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Code of statements. Each begins and ends with an empty operand stack; what cannot be done in one is told to
/// the run and counts as done. Confined to one compilation.
final class StatementCode {

    /// Longer blocks become methods of their own.
    private static final int LIMIT = 1_800;

    /// A switch is handled in groups of so many cases.
    private static final int CASES = 100;

    private static final ClassDesc ITERATOR = Descriptors.of(Iterator.class);
    private static final ClassDesc SWITCH_TABLE = Descriptors.of(SwitchTable.class);

    private final RoutePlan plan;
    private final ExpressionCode values;

    StatementCode(RoutePlan plan) {
        this.plan = plan;
        this.values = new ExpressionCode(plan);
    }

    /// Statements one after the other; where they are long, some of them in methods of their own.
    ///
    /// @param scope the nearest loop or switch around them, null outside of loops and switches
    Assembly block(List<BoundStatement> statements, @Nullable Scope scope) {
        List<Assembly> pieces = new ArrayList<>();
        for (BoundStatement statement : statements) {
            Assembly code = statement(statement, scope);
            pieces.add(code.size() > LIMIT ? split(code, scope) : code);
        }
        return joined(pieces, scope);
    }

    /// The pieces one after the other; where that is too long, some of them together become a method, again and
    /// again.
    private Assembly joined(List<Assembly> pieces, @Nullable Scope scope) {
        Assembly all = new Assembly();
        if (pieces.stream().mapToInt(Assembly::size).sum() <= LIMIT) {
            pieces.forEach(all::append);
            return all;
        }
        List<Assembly> fewer = new ArrayList<>();
        Assembly group = new Assembly();
        for (Assembly piece : pieces) {
            if (group.size() + piece.size() > LIMIT) {
                fewer.add(split(group, scope));
                group = new Assembly();
            }
            group.append(piece);
        }
        fewer.add(split(group, scope));
        return joined(fewer, scope);
    }

    private Assembly split(Assembly code, @Nullable Scope scope) {
        Mark goOn = new Mark();
        Assembly call = new Assembly().callPart(plan.split(Part.Kind.STATEMENTS, code));
        if (scope == null || !code.breaksTo(scope)) {
            return call.jump(Opcode.IFEQ, goOn).leaveAgain().here(goOn);
        }
        Mark leaves = new Mark();
        return call.plain(1, builder -> builder.dup())
                .number(Part.BREAK)
                .jump(Opcode.IF_ICMPNE, leaves)
                .plain(1, builder -> builder.pop())
                .breakOut(scope)
                .here(leaves)
                .jump(Opcode.IFEQ, goOn)
                .leaveAgain()
                .here(goOn);
    }

    private Assembly statement(BoundStatement statement, @Nullable Scope scope) {
        Assembly code = line(statement);
        return switch (statement) {
            case Block block -> code.append(block(block.statements(), scope));
            case Evaluate evaluate -> code.append(guarded(evaluated(evaluate.expression()), evaluate.span()));
            case If choice -> code.append(choice(choice, scope));
            case While loop -> code.append(loop(loop));
            case ForEach loop -> code.append(loop(loop));
            case Switch choice -> code.append(choice(choice));
            case Break _ -> code.breakOut(Objects.requireNonNull(scope));
            case Exit _ ->
                code.state()
                        .invoke(Descriptors.STATE, "exit", Descriptors.NOTHING)
                        .leave();
            case Drop _ ->
                code.state()
                        .invoke(Descriptors.STATE, "drop", Descriptors.NOTHING)
                        .leave();
            case Return back -> code.append(back(back));
            case Assert test -> code.append(test(test));
            case Async async -> code.append(async(async));
            case Launch launch -> code.append(guarded(launch(launch), launch.span()));
        };
    }

    private Assembly line(BoundStatement statement) {
        int line = plan.script().place(statement.span()).line();
        Assembly code = new Assembly().plain(0, builder -> builder.lineNumber(Math.min(line, 0xffff)));
        if (plan.script().xRay() && !(statement instanceof Block)) {
            code.state()
                    .number(statement.span().start())
                    .invoke(Descriptors.STATE, "seen", MethodTypeDesc.of(CD_void, CD_int));
        }
        return code;
    }

    private Assembly evaluated(BoundExpression expression) {
        return switch (expression) {
            case Assignment assignment -> values.variables().assignment(assignment, false);
            case Call call
            when call.function().status() != null -> dropped(values.calls().status(call));
            case RouteCall _, DynamicRouteCall _ -> dropped(values.calls().status(expression));
            default -> dropped(values.value(expression));
        };
    }

    private static Assembly dropped(Assembly value) {
        return value.plain(1, code -> code.pop());
    }

    /// Code whose errors are told to the run; the script then goes on behind it.
    private static Assembly guarded(Assembly code, Span span) {
        return guarded(code, span, new Assembly());
    }

    private static Assembly guarded(Assembly code, Span span, Assembly onError) {
        Mark start = new Mark();
        Mark end = new Mark();
        Mark handler = new Mark();
        Mark after = new Mark();
        return new Assembly()
                .here(start)
                .append(code)
                .here(end)
                .jump(after)
                .here(handler)
                .append(failed(span))
                .append(onError)
                .here(after)
                .guarded(start, end, handler);
    }

    private static Assembly failed(Span span) {
        return new Assembly()
                .state()
                .number(span.start())
                .invokeStatic(
                        Descriptors.STATE,
                        "failed",
                        MethodTypeDesc.of(CD_void, Descriptors.SCRIPT_ERROR, Descriptors.STATE, CD_int));
    }

    /// A jump if the condition does not hold, or cannot be told.
    private Assembly unless(BoundExpression condition, Mark target) {
        return guarded(
                values.conditions().jump(condition, target, false), condition.span(), new Assembly().jump(target));
    }

    private static Assembly success() {
        return new Assembly().state().number(1).invoke(Descriptors.STATE, "note", MethodTypeDesc.of(CD_void, CD_int));
    }

    private Assembly body(BoundStatement statement, @Nullable Scope scope) {
        return statement instanceof Block block ? block(block.statements(), scope) : block(List.of(statement), scope);
    }

    private Assembly choice(If choice, @Nullable Scope scope) {
        Mark otherwise = new Mark();
        Mark end = new Mark();
        Assembly code = unless(choice.condition(), otherwise)
                .append(body(choice.then(), scope))
                .jump(end)
                .here(otherwise);
        BoundStatement alternative = choice.otherwise();
        return code.append(alternative == null ? success() : body(alternative, scope))
                .here(end);
    }

    private Assembly loop(While loop) {
        Scope scope = new Scope();
        Mark again = new Mark();
        Mark over = new Mark();
        int number = plan.loop();
        return startLoop(number)
                .here(again)
                .append(turn(number, loop.span(), over))
                .append(unless(loop.condition(), over))
                .append(body(loop.body(), scope))
                .jump(again)
                .here(over)
                .append(success())
                .here(scope.end());
    }

    private static Assembly startLoop(int number) {
        return new Assembly()
                .frame()
                .plain(3, code -> code.getfield(Descriptors.FRAME, "turns", CD_int.arrayType()))
                .number(number)
                .number(0)
                .plain(1, code -> code.iastore());
    }

    private static Assembly turn(int number, Span span, Mark over) {
        return new Assembly()
                .state()
                .frame()
                .number(number)
                .number(span.start())
                .invoke(Descriptors.STATE, "turn", MethodTypeDesc.of(CD_boolean, Descriptors.FRAME, CD_int, CD_int))
                .jump(Opcode.IFEQ, over);
    }

    private Assembly loop(ForEach loop) {
        Scope scope = new Scope();
        Mark again = new Mark();
        Mark over = new Mark();
        int slot = plan.slot();
        int element = plan.slot();
        Assembly start = values.value(loop.sequence())
                .invokeStatic(Descriptors.STATE, "iterator", MethodTypeDesc.of(ITERATOR, CD_Object));
        ExpressionCode.keep(start, slot);
        Assembly next = iterator(slot).invokeInterface(ITERATOR, "next", MethodTypeDesc.of(CD_Object));
        ExpressionCode.keep(next, element);
        next.append(values.variables().assignKept(loop.variable(), element));
        return guarded(start, loop.sequence().span(), new Assembly().jump(over))
                .here(again)
                .append(iterator(slot))
                .invokeInterface(ITERATOR, "hasNext", MethodTypeDesc.of(CD_boolean))
                .jump(Opcode.IFEQ, over)
                .state()
                .number(loop.span().start())
                .invoke(Descriptors.STATE, "step", MethodTypeDesc.of(CD_void, CD_int))
                .append(guarded(next, loop.variable().span(), new Assembly()))
                .append(body(loop.body(), scope))
                .jump(again)
                .here(over)
                .append(success())
                .here(scope.end());
    }

    private static Assembly iterator(int slot) {
        return ExpressionCode.kept(slot).plain(3, code -> code.checkcast(ITERATOR));
    }

    // ---- Switch

    private Assembly choice(Switch choice) {
        Scope scope = new Scope();
        int slot = plan.slot();
        List<Case> cases = choice.cases();
        Assembly find = values.value(choice.subject())
                .append(plan.script().constants().load(table(cases, choice.exact()), SWITCH_TABLE))
                .invokeStatic(SWITCH_TABLE, "find", MethodTypeDesc.of(CD_int, CD_Object, SWITCH_TABLE));
        Assembly code = guarded(boxed(find, slot), choice.subject().span(), new Assembly().jump(scope.end()));
        for (int first = 0; first < cases.size(); first += CASES) {
            List<Case> group = cases.subList(first, Math.min(first + CASES, cases.size()));
            Assembly groupCode = group(group, first, slot, scope);
            code.append(code.size() + groupCode.size() > LIMIT ? split(groupCode, scope) : groupCode);
        }
        return code.here(scope.end());
    }

    private static SwitchTable table(List<Case> cases, boolean exact) {
        List<@Nullable Object> labels = new ArrayList<>();
        int otherwise = cases.size();
        for (Case one : cases) {
            if (one.isDefault()) {
                otherwise = labels.size();
            }
            labels.add(one.label());
        }
        return new SwitchTable(labels, otherwise, exact);
    }

    private static Assembly boxed(Assembly number, int slot) {
        ClassDesc integer = Descriptors.of(Integer.class);
        number.invokeStatic(integer, "valueOf", MethodTypeDesc.of(integer, CD_int));
        ExpressionCode.keep(number, slot);
        return number.append(success());
    }

    /// The cases of a group: entered at the one that was found, or at its first if the group before has fallen
    /// through.
    private Assembly group(List<Case> group, int first, int slot, Scope scope) {
        ClassDesc integer = Descriptors.of(Integer.class);
        Mark past = new Mark();
        List<Mark> marks = new ArrayList<>();
        List<Assembly> bodies = new ArrayList<>();
        int size = 0;
        for (Case one : group) {
            Assembly body = block(one.statements(), scope);
            marks.add(new Mark());
            bodies.add(size + body.size() > LIMIT && body.size() > 20 ? split(body, scope) : body);
            size += bodies.getLast().size();
        }
        Assembly code = ExpressionCode.kept(slot)
                .plain(3, builder -> builder.checkcast(integer))
                .invoke(integer, "intValue", MethodTypeDesc.of(CD_int))
                .plain(1, builder -> builder.dup())
                .number(first + group.size());
        Mark inside = new Mark();
        code.jump(Opcode.IF_ICMPLT, inside)
                .plain(1, builder -> builder.pop())
                .jump(past)
                .here(inside)
                .table(first, marks, marks.getFirst());
        for (int i = 0; i < bodies.size(); i++) {
            code.here(marks.get(i)).append(bodies.get(i));
        }
        return code.here(past);
    }

    // ---- Ends

    private Assembly back(Return back) {
        List<@Nullable BoundExpression> all = new ArrayList<>();
        all.add(back.code());
        all.addAll(back.values());
        Operands operands = values.operands(all);
        Assembly code = operands.before()
                .append(code(back.code(), operands.each().getFirst()))
                .state()
                .invokeStatic(Descriptors.STATE, "giving", MethodTypeDesc.of(CD_int, CD_int, Descriptors.STATE));
        if (!back.values().isEmpty()) {
            code.append(ExpressionCode.array(
                            operands.each().subList(1, operands.each().size())))
                    .state()
                    .invokeStatic(
                            Descriptors.STATE,
                            "results",
                            MethodTypeDesc.of(CD_void, Descriptors.OBJECTS, Descriptors.STATE));
        }
        return guarded(code, back.span(), new Assembly().number(-1)).giveBack();
    }

    private static Assembly code(@Nullable BoundExpression code, Assembly value) {
        return switch (code) {
            case null -> new Assembly().number(1);
            case Constant(Span _, Long number)
            when number == number.intValue() -> new Assembly().number(number.intValue());
            default -> value.invokeStatic(Descriptors.STATE, "returnCode", MethodTypeDesc.of(CD_int, CD_Object));
        };
    }

    private Assembly test(Assert test) {
        Mark violated = new Mark();
        Mark end = new Mark();
        String message = test.message() == null ? "assertion failed" : "assertion failed: " + test.message();
        return unless(test.condition(), violated)
                .append(success())
                .jump(end)
                .here(violated)
                .state()
                .append(values.value(new Constant(test.span(), message)))
                .plain(3, code -> code.checkcast(CD_String))
                .number(test.span().start())
                .invoke(Descriptors.STATE, "violated", MethodTypeDesc.of(CD_void, CD_String, CD_int))
                .leave()
                .here(end);
    }

    // ---- Beside the script

    private Assembly async(Async async) {
        Assembly call = guarded(evaluated(async.call()), async.span());
        Long timeout = async.timeout();
        Assembly code = timeout == null ? call : patience(timeout).append(call).append(patience(0));
        return code.append(guarded(evaluated(new RouteCall(async.span(), async.route(), List.of())), async.span()))
                .state()
                .invoke(Descriptors.STATE, "exit", Descriptors.NOTHING)
                .leave();
    }

    private static Assembly patience(long seconds) {
        return new Assembly()
                .state()
                .plain(3, builder -> builder.loadConstant(seconds))
                .invoke(Descriptors.STATE, "patience", MethodTypeDesc.of(CD_void, CD_long));
    }

    /// A launched call becomes a route of its own, whose parameters are the values of the arguments.
    private Assembly launch(Launch launch) {
        Span span = launch.span();
        List<BoundExpression> given = new ArrayList<>();
        List<@Nullable BoundArgument> arguments = new ArrayList<>();
        for (BoundArgument argument : launch.call().arguments()) {
            if (argument instanceof Given(var parameter, BoundExpression value) && !(value instanceof Constant)) {
                given.add(value);
                arguments.add(new Given(parameter, parameter(span, given.size())));
            } else {
                arguments.add(argument);
            }
        }
        List<BoundStatement> body = new ArrayList<>();
        body.add(new Evaluate(span, new Call(span, launch.call().function(), arguments)));
        if (launch.route() >= 0) {
            List<BoundExpression> passed = new ArrayList<>();
            if (launch.parameter() != null) {
                given.add(launch.parameter());
                passed.add(parameter(span, given.size()));
            }
            body.add(new Evaluate(span, new RouteCall(span, launch.route(), passed)));
        }
        String name = "launch at " + plan.script().place(span).line();
        int route = plan.script().add(new BoundRoute(span, RouteKind.ROUTE, name, null, new Block(span, body)));
        Operands operands = values.operands(given);
        return operands.before()
                .append(ExpressionCode.array(operands.each()))
                .state()
                .number(route)
                .invokeStatic(
                        Descriptors.STATE,
                        "launch",
                        MethodTypeDesc.of(CD_void, Descriptors.OBJECTS, Descriptors.STATE, CD_int));
    }

    private static RouteParameter parameter(Span span, int number) {
        return new RouteParameter(span, new Constant(span, (long) number));
    }
}
