package io.sidetone.modules.usrloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.testing.ManualClock;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What millions of bindings cost.
class MemoryTest {

    private static final int COUNT = 20_000;

    /// What a contact may cost, in octets, with its address and its place in the table.
    private static final int MOST = 350;

    @Test
    void aBindingIsAFewHundredOctetsAndHoldsNothingOfAMessage() throws Exception {
        Location location = new Location("location", new ManualClock(), new CopyOnWriteArrayList<>());
        for (int i = 0; i < COUNT; i++) {
            Bindings.add(location, "user" + i + "@example.org", Bindings.usual(i))
                    .join();
        }
        long octets = 0;
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        for (Stripe stripe : stripes(location.table())) {
            for (AddressRecord record : stripe.all()) {
                open.add(record);
            }
        }
        while (!open.isEmpty()) {
            Object next = open.remove();
            if (seen.add(next)) {
                assertThat(next)
                        .isInstanceOfAny(
                                AddressRecord.class, Binding.class, String.class, byte[].class, Binding[].class);
                octets += size(next, open);
            }
        }
        assertThat(octets / COUNT).isBetween(100L, (long) MOST);
    }

    private static List<Stripe> stripes(BindingTable table) throws ReflectiveOperationException {
        Field field = BindingTable.class.getDeclaredField("stripes");
        field.setAccessible(true);
        return List.of((Stripe[]) field.get(table));
    }

    private static long size(Object object, Deque<Object> open) throws ReflectiveOperationException {
        if (object.getClass().isArray()) {
            int length = Array.getLength(object);
            if (object instanceof Object[] several) {
                open.addAll(List.of(several));
                return 16 + 4L * length;
            }
            return 16L + length;
        }
        if (object instanceof String text) {
            return 24L + 16 + text.length();
        }
        long size = 12;
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Class<?> type = field.getType();
                size += type == long.class ? 8 : type == byte.class ? 1 : type == short.class ? 2 : 4;
                if (!type.isPrimitive()) {
                    field.setAccessible(true);
                    Object value = field.get(object);
                    if (value != null) {
                        open.add(value);
                    }
                }
            }
        }
        return (size + 7) / 8 * 8;
    }
}
