package io.sidetone.script.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What one run of a test's script is about: the message as a few fields, what functions return, and a log of all
/// that was called. Confined to the thread that runs.
public final class TestContext {

    /// Each call as `name(argument, argument)`, each text that was logged as it is, in their order.
    public final List<String> log = new ArrayList<>();

    /// The single variables by name: `ru`, `rm`, `si` and so on.
    public final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /// The values of each `$avp(name)`, the newest first.
    public final Map<String, List<Object>> avps = new HashMap<>();

    /// The values of each `$hdr(name)`, by the name in lower case.
    public final Map<String, List<Object>> headers = new HashMap<>();

    /// The documents of `$json(name)`.
    public final Map<String, @Nullable Object> documents = new HashMap<>();

    private final Map<String, Integer> results = new HashMap<>();
    private final Map<String, Object> outputs = new HashMap<>();
    private @Nullable TestContext request;
    private IntPredicate suspends = _ -> true;
    private int calls;

    /// An INVITE from 192.0.2.1 to `sip:bob@example.com`.
    public TestContext() {
        fields.put("rm", "INVITE");
        fields.put("ru", "sip:bob@example.com");
        fields.put("fu", "sip:alice@example.com");
        fields.put("tu", "sip:bob@example.com");
        fields.put("ci", "call-1");
        fields.put("si", "192.0.2.1");
        fields.put("sp", 5060L);
    }

    /// From now on a status function returns this; 1 is what it returns else.
    public TestContext returns(String function, int code) {
        results.put(function, code);
        return this;
    }

    /// From now on a function writes this to the variable that it is given, or gives it as its value.
    public TestContext gives(String function, Object value) {
        outputs.put(function, value);
        return this;
    }

    /// From now on `$(<request>name)` reads from there.
    public TestContext request(TestContext request) {
        this.request = request;
        return this;
    }

    /// From now on functions that may wait do so if the predicate says it of their turn, counted from 0.
    void suspend(IntPredicate suspends) {
        this.suspends = suspends;
    }

    boolean suspends() {
        return suspends.test(calls++);
    }

    int calls() {
        return calls;
    }

    TestContext request() {
        return request == null ? this : request;
    }

    int result(String function) {
        return results.getOrDefault(function, 1);
    }

    @Nullable
    Object output(String function) {
        return outputs.get(function);
    }
}
