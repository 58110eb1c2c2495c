package io.sidetone.sip.testing;

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
import org.jspecify.annotations.Nullable;

/// Walks over all objects that can be reached from some, to find those that should not be there. It does not go
/// into what belongs to the test itself, nor into the JDK but for its collections. Only functions.
public final class Reachable {

    private record Step(Object object, String path) {}

    private Reachable() {}

    /// The way to an object of a type; null if there is none.
    public static @Nullable String pathTo(Class<?> type, Object... roots) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Step> open = new ArrayDeque<>();
        for (Object root : roots) {
            add(open, seen, root, root.getClass().getSimpleName());
        }
        for (Step step = open.poll(); step != null; step = open.poll()) {
            if (type.isInstance(step.object)) {
                return step.path;
            }
            look(step, open, seen);
        }
        return null;
    }

    private static void look(Step step, Deque<Step> open, Set<Object> seen) {
        Object object = step.object;
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(open, seen, key, step.path + " key");
                add(open, seen, value, step.path + " value");
            });
        } else if (object instanceof Collection<?> all) {
            all.forEach(one -> add(open, seen, one, step.path + " element"));
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                add(open, seen, array[i], step.path + "[]");
            }
        } else {
            fields(step, open, seen);
        }
    }

    private static void fields(Step step, Deque<Step> open, Set<Object> seen) {
        for (Class<?> type = step.object.getClass(); isOurs(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(open, seen, get(field, step.object), step.path + "." + field.getName());
                }
            }
        }
    }

    private static boolean isOurs(@Nullable Class<?> type) {
        return type != null && type.getName().startsWith("io.sidetone.");
    }

    private static @Nullable Object get(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    private static void add(Deque<Step> open, Set<Object> seen, @Nullable Object object, String path) {
        if (object != null && !isOfTheTest(object.getClass()) && seen.add(object)) {
            open.add(new Step(object, path));
        }
    }

    private static boolean isOfTheTest(Class<?> type) {
        return type.getName().startsWith("io.sidetone.sip.testing.");
    }
}
