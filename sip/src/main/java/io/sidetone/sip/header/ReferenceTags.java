package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.Objects;

/// The two tags of a dialog among the parameters of a value that points at it. Thread-safe: only functions.
@Rfc(number = 3891, section = "6.1")
final class ReferenceTags {

    private ReferenceTags() {}

    static Parameters of(String first, String firstTag, String second, String secondTag) {
        return Parameters.builder().add(first, firstTag).add(second, secondTag).build();
    }

    /// Reads parameters, among which each tag must stand exactly once.
    static Parameters read(TextReader reader, String first, String second) throws SyntaxException {
        Parameters parameters = Parameters.read(reader);
        if (!both(parameters, first, second)) {
            throw reader.error("one " + first + " and one " + second + " expected");
        }
        return parameters;
    }

    static boolean both(Parameters parameters, String first, String second) {
        return isSingle(parameters, first) && isSingle(parameters, second);
    }

    private static boolean isSingle(Parameters parameters, String name) {
        int count = 0;
        for (int i = 0; i < parameters.size(); i++) {
            if (Text.equalsIgnoreCase(parameters.name(i), name)) {
                count++;
            }
        }
        return count == 1 && parameters.raw(name) != null;
    }

    static String get(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.raw(name));
    }
}
