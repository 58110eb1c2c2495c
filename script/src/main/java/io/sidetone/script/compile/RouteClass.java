package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import io.sidetone.script.bound.BoundRoute;
import io.sidetone.script.compile.Assembly.Break;
import io.sidetone.script.compile.Assembly.CallPart;
import io.sidetone.script.compile.Assembly.Guarded;
import io.sidetone.script.compile.Assembly.Here;
import io.sidetone.script.compile.Assembly.Instruction;
import io.sidetone.script.compile.Assembly.Jump;
import io.sidetone.script.compile.Assembly.Labels;
import io.sidetone.script.compile.Assembly.Leave;
import io.sidetone.script.compile.Assembly.LeaveAgain;
import io.sidetone.script.compile.Assembly.Plain;
import io.sidetone.script.compile.Assembly.Resume;
import io.sidetone.script.compile.Assembly.Return;
import io.sidetone.script.compile.Assembly.Table;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the class of a route: its methods, and what is put around their code. Confined to one compilation.
final class RouteClass {

    /// The method that is the route.
    static final String BODY = "body";

    private final RoutePlan plan;
    private final ClassDesc name;

    private RouteClass(RoutePlan plan) {
        this.plan = plan;
        this.name = ClassDesc.of(plan.className());
    }

    /// Compiles a route.
    ///
    /// @return the octets of its class
    static byte[] write(BoundRoute route, RoutePlan plan) {
        Assembly code = new StatementCode(plan)
                .block(route.body().statements(), null)
                .state()
                .invoke(Descriptors.STATE, "fallThrough", MethodTypeDesc.of(CD_int))
                .giveBack();
        return new RouteClass(plan)
                .octets(
                        new Part(BODY, Part.Kind.ROUTE, code),
                        plan.script().place(route.span()).file());
    }

    private byte[] octets(Part body, String file) {
        ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(RouteClass.class.getClassLoader())));
        return classFile.build(name, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withInterfaceSymbols(Descriptors.ROUTINE)
                    .with(SourceFileAttribute.of(file))
                    .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            code -> code.aload(0)
                                    .invokespecial(CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                    .return_())
                    .withMethodBody(
                            "run",
                            Descriptors.BODY,
                            ClassFile.ACC_PUBLIC,
                            code -> code.aload(1)
                                    .aload(2)
                                    .invokestatic(name, BODY, Descriptors.BODY)
                                    .ireturn());
            List<Part> parts = new ArrayList<>(plan.parts());
            parts.addFirst(body);
            for (Part part : parts) {
                type.withMethodBody(
                        part.name(),
                        part.kind() == Part.Kind.EXPRESSION ? Descriptors.EXPRESSION : Descriptors.BODY,
                        ClassFile.ACC_STATIC,
                        code -> new Method(part, code).write());
            }
        });
    }

    /// Where a method goes on by the labels up to one: they are counted in the order of the code, so those of a
    /// part stand between those before and those behind it.
    private record Entry(int last, Label target) {}

    /// One writing of one method.
    private final class Method {
        private final Part part;
        private final CodeBuilder code;
        private final Labels labels;
        private final Set<Assembly.Scope> scopes;
        private final List<Entry> entries = new ArrayList<>();

        Method(Part part, CodeBuilder code) {
            this.part = part;
            this.code = code;
            this.labels = new Labels(code);
            Set<Assembly.Mark> marks = part.code().instructions().stream()
                    .filter(Here.class::isInstance)
                    .map(instruction -> ((Here) instruction).mark())
                    .collect(Collectors.toSet());
            this.scopes = part.code().instructions().stream()
                    .filter(Break.class::isInstance)
                    .map(instruction -> ((Break) instruction).scope())
                    .filter(scope -> marks.contains(scope.end()))
                    .collect(Collectors.toSet());
        }

        void write() {
            boolean resumes = !part.labels().isEmpty();
            Label dispatch = code.newLabel();
            if (resumes) {
                code.aload(1).getfield(Descriptors.FRAME, "label", CD_int).ifne(dispatch);
            }
            part.code().instructions().forEach(this::write);
            switch (part.kind()) {
                case STATEMENTS -> code.iconst_0().ireturn();
                case EXPRESSION -> code.areturn();
                case ROUTE -> {}
            }
            if (resumes) {
                code.labelBinding(dispatch)
                        .aload(1)
                        .getfield(Descriptors.FRAME, "label", CD_int)
                        .istore(2);
                entries.stream()
                        .sorted(Comparator.comparingInt(Entry::last))
                        .forEach(entry ->
                                code.iload(2).loadConstant(entry.last()).if_icmple(entry.target()));
                code.aconst_null().athrow();
            }
        }

        private void write(Instruction instruction) {
            switch (instruction) {
                case Plain plain -> plain.write().accept(code);
                case Here here -> code.labelBinding(labels.of(here.mark()));
                case Jump jump -> code.branch(jump.opcode(), labels.of(jump.target()));
                case Table table -> table(table);
                case Guarded guarded ->
                    code.exceptionCatch(
                            labels.of(guarded.start()),
                            labels.of(guarded.end()),
                            labels.of(guarded.handler()),
                            Descriptors.SCRIPT_ERROR);
                case Break leaving -> leave(leaving);
                case Leave _ -> leave();
                case LeaveAgain _ -> leaveAgain();
                case Return _ -> giveBack();
                case Resume resume -> entries.add(new Entry(resume.label(), bound()));
                case CallPart call -> call(call.part());
            }
        }

        private Label bound() {
            Label label = code.newLabel();
            code.labelBinding(label);
            return label;
        }

        private void table(Table table) {
            List<SwitchCase> cases = new ArrayList<>();
            for (int i = 0; i < table.targets().size(); i++) {
                cases.add(
                        SwitchCase.of(table.low() + i, labels.of(table.targets().get(i))));
            }
            code.tableswitch(labels.of(table.other()), cases);
        }

        private void call(Part called) {
            if (!called.labels().isEmpty()) {
                entries.add(new Entry(Collections.max(called.labels()), bound()));
            }
            code.aload(0)
                    .aload(1)
                    .invokestatic(
                            name,
                            called.name(),
                            called.kind() == Part.Kind.EXPRESSION ? Descriptors.EXPRESSION : Descriptors.BODY);
        }

        private void leave(Break leaving) {
            if (scopes.contains(leaving.scope())) {
                code.goto_(labels.of(leaving.scope().end()));
            } else {
                code.loadConstant(Part.BREAK).ireturn();
            }
        }

        private void leave() {
            switch (part.kind()) {
                case ROUTE -> code.iconst_0().ireturn();
                case STATEMENTS -> {
                    code.aload(1).iconst_0().putfield(Descriptors.FRAME, "result", CD_int);
                    code.loadConstant(Part.LEAVE).ireturn();
                }
                case EXPRESSION -> code.aconst_null().areturn();
            }
        }

        /// A part has left the route: its result is in the frame.
        private void leaveAgain() {
            if (part.kind() == Part.Kind.ROUTE) {
                code.aload(1).getfield(Descriptors.FRAME, "result", CD_int).ireturn();
            } else {
                code.loadConstant(Part.LEAVE).ireturn();
            }
        }

        private void giveBack() {
            if (part.kind() == Part.Kind.ROUTE) {
                code.ireturn();
            } else {
                code.aload(1).swap().putfield(Descriptors.FRAME, "result", CD_int);
                code.loadConstant(Part.LEAVE).ireturn();
            }
        }
    }
}
