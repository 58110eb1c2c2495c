package io.sidetone.script.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A piece of code that is not yet in a method: its size is known, so that what is too long can become a method
/// of its own.
///
/// Ends and breaks are kept as such until it is known whether their target is in the same method. Confined to one
/// compilation.
final class Assembly {

    /// A place in the code.
    static final class Mark {}

    /// What a [Break] leaves.
    static final class Scope {
        private final Mark end = new Mark();

        /// Where the code goes on behind it.
        Mark end() {
            return end;
        }
    }

    /// One element of the code.
    sealed interface Instruction {}

    record Plain(int size, Consumer<CodeBuilder> write) implements Instruction {}

    record Here(Mark mark) implements Instruction {}

    record Jump(Opcode opcode, Mark target) implements Instruction {}

    /// A jump by an int on the stack: to `targets` from `low`, else to `other`.
    record Table(int low, List<Mark> targets, Mark other) implements Instruction {
        Table {
            targets = List.copyOf(targets);
        }
    }

    record Guarded(Mark start, Mark end, Mark handler) implements Instruction {}

    /// Leaves the nearest loop or switch.
    record Break(Scope scope) implements Instruction {}

    /// Leaves the route, since the script ends or waits.
    record Leave() implements Instruction {}

    /// Leaves the route, since a part that was called has left it.
    record LeaveAgain() implements Instruction {}

    /// Returns from the route with the int on the stack.
    record Return() implements Instruction {}

    /// Where the method goes on that is entered again with this label.
    record Resume(int label) implements Instruction {}

    /// Calls a method that was split off.
    record CallPart(Part part) implements Instruction {}

    private static final int JUMP = 3;
    private static final int LEAVE = 10;
    private static final int CALL = 5;

    private final List<Instruction> instructions = new ArrayList<>();
    private int size;

    /// About how many octets it takes, rather more than less.
    int size() {
        return size;
    }

    List<Instruction> instructions() {
        return instructions;
    }

    /// All labels at which it can be entered again, those in its parts included.
    List<Integer> labels() {
        List<Integer> labels = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction instanceof Resume resume) {
                labels.add(resume.label());
            } else if (instruction instanceof CallPart call) {
                labels.addAll(call.part().labels());
            }
        }
        return labels;
    }

    /// Whether a break in it leaves this loop or switch.
    boolean breaksTo(Scope scope) {
        return instructions.stream()
                .anyMatch(instruction -> instruction instanceof Break(Scope left) && left.equals(scope));
    }

    Assembly append(Assembly other) {
        instructions.addAll(other.instructions);
        size += other.size;
        return this;
    }

    private Assembly add(int octets, Instruction instruction) {
        instructions.add(instruction);
        size += octets;
        return this;
    }

    Assembly plain(int octets, Consumer<CodeBuilder> write) {
        return add(octets, new Plain(octets, write));
    }

    Assembly state() {
        return plain(1, code -> code.aload(0));
    }

    Assembly frame() {
        return plain(1, code -> code.aload(1));
    }

    Assembly number(int value) {
        return plain(3, code -> code.loadConstant(value));
    }

    Assembly invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
        return plain(3, code -> code.invokestatic(owner, name, type));
    }

    Assembly invoke(ClassDesc owner, String name, MethodTypeDesc type) {
        return plain(3, code -> code.invokevirtual(owner, name, type));
    }

    Assembly invokeInterface(ClassDesc owner, String name, MethodTypeDesc type) {
        return plain(5, code -> code.invokeinterface(owner, name, type));
    }

    Assembly here(Mark mark) {
        return add(0, new Here(mark));
    }

    Assembly jump(Opcode opcode, Mark target) {
        return add(JUMP, new Jump(opcode, target));
    }

    Assembly jump(Mark target) {
        return jump(Opcode.GOTO, target);
    }

    Assembly table(int low, List<Mark> targets, Mark other) {
        return add(16 + 4 * targets.size(), new Table(low, targets, other));
    }

    Assembly guarded(Mark start, Mark end, Mark handler) {
        return add(0, new Guarded(start, end, handler));
    }

    Assembly breakOut(Scope scope) {
        return add(JUMP, new Break(scope));
    }

    Assembly leave() {
        return add(LEAVE, new Leave());
    }

    Assembly leaveAgain() {
        return add(LEAVE, new LeaveAgain());
    }

    Assembly giveBack() {
        return add(LEAVE, new Return());
    }

    Assembly resume(int label) {
        return add(0, new Resume(label));
    }

    Assembly callPart(Part part) {
        return add(CALL, new CallPart(part));
    }

    /// A label for each mark, new for each time that the code is written.
    static final class Labels {
        private final CodeBuilder code;
        private final Map<Mark, Label> labels = new HashMap<>();

        Labels(CodeBuilder code) {
            this.code = code;
        }

        Label of(Mark mark) {
            return labels.computeIfAbsent(mark, _ -> code.newLabel());
        }
    }
}
