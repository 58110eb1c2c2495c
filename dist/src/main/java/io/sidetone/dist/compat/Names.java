package io.sidetone.dist.compat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The addresses of a trial and what rows call them: `SERVER`, `SECURE`, `BOB`, `BOB_PORT`, `FOLDER`. Immutable
/// when it is filled.
final class Names {

    static final String HOST = "127.0.0.1";

    private static final Pattern NAME = Pattern.compile("\\b[A-Z][A-Z0-9]+(_PORT)?\\b");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<Integer, String> ports = new LinkedHashMap<>();

    /// Gives a port of this machine a name.
    void port(String name, int port) {
        values.put(name, HOST + ":" + port);
        values.put(name + "_PORT", "" + port);
        ports.put(port, name);
    }

    boolean knows(int port) {
        return ports.containsKey(port);
    }

    void text(String name, String value) {
        values.put(name, value);
    }

    int port(String name) {
        return Integer.parseInt(value(name + "_PORT"));
    }

    String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the row has no " + name);
        }
        return value;
    }

    /// Text of a row with addresses in place of names.
    String filled(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(), name.group())));
    }

    /// Text that was seen with names in place of addresses, and without what is never the same twice.
    String normal(String text) {
        String named = text;
        for (Map.Entry<Integer, String> port : ports.entrySet()) {
            named = named.replaceAll("127\\.0\\.0\\.1:" + port.getKey() + "\\b", port.getValue());
            named = named.replaceAll("(?<![\\d.])" + port.getKey() + "(?!\\d)", port.getValue() + "_PORT");
        }
        // What a server writes into Via for its own use.
        named = named.replaceAll(";received=127\\.0\\.0\\.1\\b", "").replaceAll(";rport(?=[;\\n]|$)", "");
        return named.replaceAll("127\\.0\\.0\\.1:\\d+", HOST + ":*")
                .replaceAll("(;tag=)(?!(alice|bob|carol|dave)-tag\\b)[^;,>\\s\"]+", "$1*")
                .replaceAll("(;branch=)[^;,>\\s]+", "$1*")
                .replaceAll("(nonce=\")[^\"]+", "$1*")
                .replaceAll("(opaque=\")[^\"]+", "$1*")
                .replaceAll("(;i=)[0-9a-f]+", "$1*");
    }
}
