package io.sidetone.sip.header;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads one value of one field. The field is named in front of a colon, or else the first octet picks it.
class HeaderFuzzTest {

    private final AllocationBound bound = new AllocationBound(1_000);
    private final List<HeaderType<?>> types = HeaderTypes.all();
    private final Map<Class<?>, List<Method>> views = new HashMap<>();

    /// The samples that all tests of the types share are the seeds.
    static Stream<byte[]> seeds() {
        Samples samples = new Samples();
        return HeaderTypes.all().stream()
                .flatMap(type -> samples.of(type).stream().map(sample -> Text.encode(type.name() + ": " + sample)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        new LongInputs(seeds().toList()).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int colon = 0;
        while (colon < input.length && input[colon] != ':') {
            colon++;
        }
        HeaderType<?> named = colon < input.length ? named(HeaderName.of(input, 0, colon)) : null;
        if (named == null) {
            exercise(types.get((input[0] & 0xFF) % types.size()), input, 1);
        } else {
            exercise(named, input, colon + 1);
        }
    }

    private @Nullable HeaderType<?> named(@Nullable HeaderName name) {
        for (HeaderType<?> type : types) {
            if (name != null && type.known() == name) {
                return type;
            }
        }
        return null;
    }

    private <T> void exercise(HeaderType<T> type, byte[] input, int from) {
        T value;
        try {
            value = type.parse(input, from, input.length);
        } catch (SyntaxException e) {
            Invariant.holds(
                    !type.passes(new TextReader(input, from, input.length)), "what no parser reads passes no scan", e);
            Invariant.holds(e.offset() >= from && e.offset() <= input.length, "the offset is in the value", e.offset());
            return;
        }
        byte[] written = write(type, value);
        for (byte octet : written) {
            Invariant.holds(octet != '\r' && octet != '\n', "no value ends its line", value);
        }
        try {
            T again = type.parse(written, 0, written.length);
            Invariant.equal(again, value, type + ": what is written reads the same");
            Invariant.holds(
                    Arrays.equals(write(type, again), written), "what is written once is written the same", value);
        } catch (SyntaxException e) {
            throw new AssertionError(type + ": what is written can be read: " + value, e);
        }
        for (Method view : views.computeIfAbsent(value.getClass(), HeaderFuzzTest::viewsOf)) {
            look(value, view);
        }
    }

    private static <T> byte[] write(HeaderType<T> type, T value) {
        ByteWriter out = new ByteWriter(64);
        type.write(value, out);
        return out.toByteArray();
    }

    /// Everything that one of our values can be asked without an argument.
    private static List<Method> viewsOf(Class<?> type) {
        List<Method> found = new ArrayList<>();
        if (type.getName().startsWith("io.sidetone.")) {
            for (Method method : type.getMethods()) {
                if (method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() != Object.class) {
                    found.add(method);
                }
            }
        }
        return found;
    }

    /// Any view of any value answers; none throws.
    private static void look(Object value, Method view) {
        try {
            view.invoke(value);
        } catch (InvocationTargetException e) {
            throw new AssertionError(view.getName() + " of " + value, e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(view.toString(), e);
        }
    }
}
