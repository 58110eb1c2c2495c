package io.sidetone.script.compile;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;

import io.sidetone.script.run.ScriptConstants;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The objects that one version of a script uses as constants, each a static final field of a class that holds
/// some hundreds: for the JIT they are constants as literals are. Confined to one compilation.
final class ConstantTable {

    /// So many that the static initializer stays below the size at which the JIT gives up.
    private static final int HELD = 400;

    private static final ClassDesc LOADER = Descriptors.of(ScriptConstants.class);

    private record Key(ClassDesc type, Object value) {}

    private final String prefix;
    private final List<Key> keys = new ArrayList<>();
    private final Map<Key, Integer> numbers = new HashMap<>();

    /// A table whose classes have names that begin like this.
    ConstantTable(String prefix) {
        this.prefix = prefix;
    }

    /// Code that puts an object on the stack.
    Assembly load(Object value, ClassDesc type) {
        int number = numbers.computeIfAbsent(new Key(type, value), key -> {
            keys.add(key);
            return keys.size() - 1;
        });
        ClassDesc holder = ClassDesc.of(holder(number));
        String field = field(number);
        return new Assembly().plain(3, code -> code.getstatic(holder, field, type));
    }

    private String holder(int number) {
        return prefix + "Constants" + number / HELD;
    }

    private static String field(int number) {
        return "c" + number % HELD;
    }

    /// Adds the classes that hold the constants, and what they hold, each by name.
    void write(Map<String, byte[]> classes, Map<String, Object[]> constants) {
        for (int first = 0; first < keys.size(); first += HELD) {
            List<Key> held = keys.subList(first, Math.min(first + HELD, keys.size()));
            String name = holder(first);
            classes.put(name, holderClass(ClassDesc.of(name), held));
            constants.put(name, held.stream().map(Key::value).toArray());
        }
    }

    private static byte[] holderClass(ClassDesc name, List<Key> held) {
        return ClassFile.of().build(name, type -> {
            type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
            for (int i = 0; i < held.size(); i++) {
                type.withField(field(i), held.get(i).type(), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            }
            type.withMethodBody(
                    ConstantDescs.CLASS_INIT_NAME,
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_STATIC,
                    code -> initializer(name, held, code));
        });
    }

    private static void initializer(ClassDesc name, List<Key> held, CodeBuilder code) {
        code.loadConstant(name)
                .invokestatic(LOADER, "of", MethodTypeDesc.of(Descriptors.OBJECTS, CD_Class))
                .astore(0);
        for (int i = 0; i < held.size(); i++) {
            ClassDesc type = held.get(i).type();
            code.aload(0).loadConstant(i).aaload();
            if (!type.equals(CD_Object)) {
                code.checkcast(type);
            }
            code.putstatic(name, field(i), type);
        }
        code.return_();
    }
}
