package io.sidetone.script.value;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Reads any text as JSON. What can be read is read again from what is written of it.
class JsonFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Object value;
        try {
            value = JsonReader.read(Octets.text(input));
        } catch (ScriptError _) {
            return;
        }
        String written;
        try {
            written = Values.text(value);
        } catch (ScriptError e) {
            throw new AssertionError("What was read is not too deep to be written", e);
        }
        if (!(value instanceof String)
                && !written.equals(Values.text(value == null ? null : JsonReader.read(written)))) {
            throw new AssertionError("What is written reads the same: " + written);
        }
    }
}
