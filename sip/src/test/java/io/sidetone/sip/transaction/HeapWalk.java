package io.sidetone.sip.transaction;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// All objects that can be reached from one: by fields, and by what arrays and collections of the JDK hold. What
/// other objects of the JDK hold is not looked at. Confined to the thread that uses it.
final class HeapWalk {

    /// An object, and how it was found.
    record Found(Object object, String path) {}

    private static final int HEADER = 12;
    private static final int REFERENCE = 4;
    private static final int ENTRY = 32;

    private final Predicate<Object> stop;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Found> open = new ArrayDeque<>();
    private final Deque<Found> all = new ArrayDeque<>();
    private long octets;

    /// @param stop which objects are not looked into
    HeapWalk(Object from, Predicate<Object> stop) {
        this.stop = stop;
        add(from, "");
        while (!open.isEmpty()) {
            Found next = open.remove();
            all.add(next);
            look(next);
        }
    }

    /// How large they are together, about: with references of 32 bits, and objects in steps of 8 octets.
    long octets() {
        return octets;
    }

    /// All of them.
    Collection<Found> all() {
        return all;
    }

    private void add(Object object, String path) {
        boolean skipped = object == null || object instanceof Class<?> || object instanceof Enum<?>;
        if (!skipped && !stop.test(object) && seen.add(object)) {
            open.add(new Found(object, path));
        }
    }

    private void look(Found found) {
        Object object = found.object();
        String path = found.path() + "/" + object.getClass().getSimpleName();
        if (object.getClass().isArray()) {
            array(object, path);
        } else if (object instanceof String text) {
            count(HEADER + REFERENCE + 6);
            count(HEADER + REFERENCE + text.length());
        } else if (object instanceof Map<?, ?> map) {
            count((long) ENTRY * map.size());
            map.forEach((key, value) -> {
                add(key, path);
                add(value, path);
            });
        } else if (object instanceof Collection<?> collection) {
            count((long) REFERENCE * collection.size());
            collection.forEach(element -> add(element, path));
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get(), path);
        } else if (!object.getClass().getName().startsWith("java")) {
            fields(object, path);
        }
    }

    private void array(Object array, String path) {
        Class<?> type = array.getClass().getComponentType();
        int length = Array.getLength(array);
        count(HEADER + REFERENCE + (long) length * size(type));
        for (int i = 0; i < length && !type.isPrimitive(); i++) {
            add(Array.get(array, i), path);
        }
    }

    private void fields(Object object, String path) {
        long size = HEADER;
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                size += size(field.getType());
                if (!field.getType().isPrimitive()) {
                    add(value(field, object), path + "." + field.getName());
                }
            }
        }
        count(size);
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static int size(Class<?> type) {
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == byte.class || type == boolean.class) {
            return 1;
        }
        return REFERENCE;
    }

    private void count(long size) {
        octets += (size + 7) / 8 * 8;
    }
}
