package io.sidetone.dist.house;

import java.lang.classfile.ClassFile;
import java.lang.classfile.FieldModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rule: no mutable statics. A static field is final, and its type is no array, no collection that is known to
/// change, no holder of a changing value, and no class of ours with fields that change.
///
/// `List`, `Set` and `Map` pass: whether they are the unchanging ones of `List.of` cannot be seen.
final class StaticsCheck implements Check {

    private static final Pattern MUTABLE = Pattern.compile("L(?:"
            + "java/util/(?:(?:Abstract|Array|Linked|Hash|Tree|Enum|Weak|Identity|Priority)\\w*"
            + "|BitSet|Vector|Stack|Properties|Deque|Queue|Collection|Date|Calendar|GregorianCalendar|Timer|Scanner"
            + "|Random|SplittableRandom|StringJoiner|Formatter|IdentityHashMap)"
            + "|java/util/random/\\w+"
            + "|java/security/SecureRandom"
            + "|java/util/concurrent/(?!TimeUnit;)[\\w/]+"
            + "|java/lang/(?:\\w*ThreadLocal|StringBuilder|StringBuffer|Thread)"
            + "|java/text/\\w+"
            + "|java/nio/\\w*Buffer"
            + ");");

    @Override
    public List<String> offences(Reactor reactor) {
        Map<String, CompiledClass> ours = new HashMap<>();
        for (CompiledClass type : reactor.classes()) {
            ours.put(type.internalName(), type);
        }
        List<String> offences = new ArrayList<>();
        for (CompiledClass type : reactor.classes()) {
            for (FieldModel field : type.model().fields()) {
                String why = is(field, ClassFile.ACC_STATIC) ? whyMutable(field, ours) : null;
                if (why != null) {
                    String name = field.fieldName().stringValue();
                    offences.add(reactor.place(type, "static", name) + ": the static field " + type.name() + "." + name
                            + " " + why + ": what changes belongs to an object that somebody makes and hands on; "
                            + "a constant table is an instance with final fields.");
                }
            }
        }
        return offences;
    }

    private static @Nullable String whyMutable(FieldModel field, Map<String, CompiledClass> ours) {
        if (is(field, ClassFile.ACC_SYNTHETIC)) {
            return null;
        }
        if (!is(field, ClassFile.ACC_FINAL)) {
            return "is not final";
        }
        String descriptor = field.fieldType().stringValue();
        if (descriptor.startsWith("[")) {
            return "is an array";
        }
        if (MUTABLE.matcher(descriptor).matches()) {
            return "holds a " + simpleName(descriptor.substring(1, descriptor.length() - 1));
        }
        return descriptor.startsWith("L")
                ? changingField(descriptor.substring(1, descriptor.length() - 1), ours)
                : null;
    }

    private static @Nullable String changingField(String typeName, Map<String, CompiledClass> ours) {
        CompiledClass type = ours.get(typeName);
        if (type == null) {
            return null;
        }
        for (FieldModel field : type.model().fields()) {
            if (!is(field, ClassFile.ACC_STATIC) && !is(field, ClassFile.ACC_FINAL)) {
                return "holds a " + simpleName(typeName) + ", whose field '"
                        + field.fieldName().stringValue() + "' changes";
            }
        }
        return type.model()
                .superclass()
                .map(parent -> changingField(parent.asInternalName(), ours))
                .orElse(null);
    }

    private static String simpleName(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }

    private static boolean is(FieldModel field, int flag) {
        return (field.flags().flagsMask() & flag) != 0;
    }
}
