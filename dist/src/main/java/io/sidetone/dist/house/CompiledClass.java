package io.sidetone.dist.house;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A class file of the reactor. Immutable.
///
/// @param jar the name of its jar
/// @param test whether it is test code
/// @param model its content
record CompiledClass(String jar, boolean test, ClassModel model) {

    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+)(?=[;<])");

    boolean isIn(String... jars) {
        return List.of(jars).contains(jar);
    }

    /// With slashes and dollars, as in the class file.
    String internalName() {
        return model.thisClass().asInternalName();
    }

    /// With dots, inner classes too.
    String name() {
        return internalName().replace('/', '.').replace('$', '.');
    }

    String packageName() {
        return packageOf(internalName());
    }

    static String packageOf(String internalName) {
        return internalName
                .substring(0, Math.max(0, internalName.lastIndexOf('/')))
                .replace('/', '.');
    }

    /// The source file, from the root of the repository.
    String source() {
        String file = model.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("?");
        return SourceFile.folder(jar, test) + "/" + packageName().replace('.', '/') + "/" + file;
    }

    /// Where a line of it is: `file:line`.
    String at(int line) {
        return source() + ":" + Math.max(1, line);
    }

    /// The internal names of all classes that it refers to in code, members, signatures and annotations.
    Set<String> dependencies() {
        Set<String> names = new TreeSet<>();
        Set<Utf8Entry> literals = new HashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof StringEntry string) {
                literals.add(string.utf8());
            }
        }
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && !type.asInternalName().startsWith("[")) {
                names.add(type.asInternalName());
            } else if (entry instanceof Utf8Entry text && !literals.contains(text)) {
                Matcher types = TYPE_IN_DESCRIPTOR.matcher(text.stringValue());
                while (types.find()) {
                    names.add(types.group(1));
                }
            }
        }
        names.remove(internalName());
        return names;
    }

    /// Every member that its code uses, method references included, in the order of the code.
    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            uses.addAll(uses(method));
        }
        return uses;
    }

    static List<Use> uses(MethodModel method) {
        List<Use> uses = new ArrayList<>();
        String in = method.methodName().stringValue();
        int line = 0;
        for (CodeElement element : method.code().map(CodeModel::elementList).orElse(List.of())) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction call ->
                    uses.add(new Use(
                            in,
                            line,
                            call.owner().asInternalName(),
                            call.name().stringValue(),
                            call.type().stringValue()));
                case FieldInstruction field ->
                    uses.add(new Use(
                            in,
                            line,
                            field.owner().asInternalName(),
                            field.name().stringValue(),
                            field.type().stringValue()));
                case InvokeDynamicInstruction dynamic -> addHandles(uses, in, line, dynamic);
                default -> {}
            }
        }
        return uses;
    }

    /// Lambdas and method references are constants of the instruction that makes them.
    private static void addHandles(List<Use> uses, String in, int line, InvokeDynamicInstruction dynamic) {
        for (var argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
                String owner = handle.owner().descriptorString();
                uses.add(new Use(
                        in,
                        line,
                        owner.substring(1, owner.length() - 1),
                        handle.methodName(),
                        handle.lookupDescriptor()));
            }
        }
    }
}
