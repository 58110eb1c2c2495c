package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.TokenTable;
import java.util.List;
import java.util.function.Function;

/// The parameters and headers at the end of URIs: `name` or `name=value`, each after a separator. Thread-safe:
/// only functions.
final class UriFields {

    /// The most parameters, and the most headers, that a URI may come with: comparing takes the product of their
    /// numbers. An edit may add to them.
    static final int MAX_FIELDS = 100;

    /// What most URIs carry: reading it makes no new strings.
    private static final TokenTable<String> COMMON = new TokenTable<>(
            List.of(
                    "transport",
                    "udp",
                    "tcp",
                    "tls",
                    "ws",
                    "lr",
                    "ob",
                    "gr",
                    "user",
                    "phone",
                    "maddr",
                    "ttl",
                    "method"),
            Function.identity());

    private UriFields() {}

    /// Moves past all fields, the cursor being at what stands before the first; gives the offset just behind
    /// them.
    static int skip(TextReader reader, CharClass allowed, char separator, int limit) throws SyntaxException {
        byte[] bytes = reader.bytes();
        int end = reader.end();
        // DEVIATION: RFC 3261 §25.1 has no empty parameters; some phones end their URIs with a separator.
        int nameAt = reader.position() + 1;
        int fields = 1;
        int i = nameAt;
        for (; i < end && allowed.contains(bytes[i]); i++) {
            byte octet = bytes[i];
            if (octet == '%') {
                PercentEscape.check(bytes, i, end);
            } else if (octet == '=' && i == nameAt) {
                throw new SyntaxException("name expected", i);
            } else if (octet == separator) {
                nameAt = i + 1;
                if (++fields > limit) {
                    throw new SyntaxException("more than " + limit + " parameters or headers", i);
                }
            }
        }
        reader.position(i);
        return i;
    }

    /// The fields of a slice that [#skip] has passed, `from` being where it began. Names lose the escapes that
    /// they do not need, so that `%6Cr` is found as `lr`.
    @Rfc(number = 3261, section = "19.1.2")
    static Parameters parse(byte[] octets, int from, int to, char separator) {
        if (from == to) {
            return Parameters.NONE;
        }
        Parameters.Builder fields = Parameters.builder();
        int name = from + 1;
        while (name < to) {
            int end = name;
            int equals = -1;
            while (end < to && octets[end] != separator) {
                if (octets[end] == '=' && equals < 0) {
                    equals = end;
                }
                end++;
            }
            if (equals >= 0) {
                fields.add(name(octets, name, equals), slice(octets, equals + 1, end));
            } else if (end > name) {
                fields.add(name(octets, name, end), null);
            }
            name = end + 1;
        }
        return fields.build();
    }

    private static String name(byte[] octets, int from, int to) {
        return PercentEscape.withoutNeedlessEscapes(slice(octets, from, to));
    }

    private static String slice(byte[] octets, int from, int to) {
        String common = COMMON.find(octets, from, to);
        return common == null ? Text.decode(octets, from, to) : common;
    }
}
