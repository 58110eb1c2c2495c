package io.sidetone.sip.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Makes well-formed messages in every spelling that the grammar allows: folds, odd spaces, compact forms, lists
/// in one field or in many, quoted strings, unknown fields, bodies of any octets. The same seed makes the same
/// message.
final class MessageGenerator {

    /// A message as it is on the wire, and what has to be read in it.
    ///
    /// @param head the start line and the header with the empty line behind it
    /// @param body its octets, one character each
    /// @param readings by the names of [Reading]
    record Generated(String head, String body, Map<String, String> readings) {

        byte[] octets() {
            byte[] bodyOctets = body.getBytes(ISO_8859_1);
            return new ByteWriter(1000).text(head).octets(bodyOctets).toByteArray();
        }
    }

    private static final List<String> GAPS = List.of("", "", "", " ", "\t", "  ", "\r\n ", " \r\n\t", "\t\r\n  ");
    private static final List<String> SPACES = List.of(" ", " ", "\t", "  ", "\r\n ", " \r\n\t");
    private static final List<String> METHODS = List.of("INVITE", "OPTIONS", "REGISTER", "!Odd.1%~", "invite", "l");
    private static final List<String> HOSTS =
            List.of("dune.example", "192.0.2.31", "[2001:db8::5:1]", "a-1.b_2.example.", "HEATH.example");
    private static final List<String> URIS = List.of(
            "sip:heron@dune.example",
            "sips:heron;x=1,2:pw@[2001:db8::7]:5071;transport=tcp;lr",
            "sip:%00%22@192.0.2.9?Subject=a%2Cb&x=y",
            "tel:+1-201-555-0123;ext=9",
            "urn:service:sos",
            "reed+1.x:any,thing;at=all");
    private static final List<String> NAMES =
            List.of("\"a \\\" < , ; b\"", "Marsh  Bird", "\"\"", "\"Schön 鷺\"", "x-1.y");
    private static final List<String> PARAMETERS = List.of("flag", "k=v-1", "q=0.5", "text=\"a;b,c\\\\\"", "n=[::1]");

    // Values are made of pieces with marks between them, which are spelled in many ways and read as one.

    /// White space that may be left out and means nothing.
    private static final char GAP = '¦';

    /// White space that must be there.
    private static final char SPACE = '·';

    /// White space that may be left out and is always written.
    private static final char SOFT_SPACE = '¬';

    private final Random random;
    private final List<Deque<String>> fields = new ArrayList<>();
    private final Map<String, String> readings = new LinkedHashMap<>();

    private MessageGenerator(Random random) {
        this.random = random;
    }

    /// The next message of a random source.
    static Generated next(Random random) {
        return new MessageGenerator(random).message();
    }

    private Generated message() {
        String method = any(METHODS);
        String body = body();
        String start = random.nextInt(4) == 0 ? status() : method + ' ' + requestUri() + " SIP/2.0";
        list("Via", count(1, 4), this::via);
        field("From", address() + parameter("tag", "t" + random.nextInt(1000)));
        field("To", address());
        field("Call-ID", "c" + random.nextInt() + any(List.of("", "@(odd)<w>{}?")));
        field("CSeq", random.nextInt(Integer.MAX_VALUE) + String.valueOf(SPACE) + method);
        list("Route", count(0, 3), this::route);
        list("Contact", count(0, 3), this::route);
        list("Supported", count(0, 3), () -> any(List.of("timer", "path", "x.y-z")));
        if (random.nextBoolean()) {
            field("Subject", any(List.of("", "Low  tide, \"or so", "凪")));
        }
        if (random.nextBoolean()) {
            field("Max-Forwards", Integer.toString(random.nextInt(256)));
        }
        if (!body.isEmpty() || random.nextBoolean()) {
            field("Content-Type", "text" + GAP + "/" + GAP + "plain");
        }
        for (int i = count(0, 4); i > 0; i--) {
            String value = any(List.of("", ";;,\"", "\u0001 å\r\n\tb", "\\,<"));
            fields.add(new ArrayDeque<>(List.of(line("X-" + i, value))));
        }
        String zeros = any(List.of("", "00"));
        fields.add(new ArrayDeque<>(List.of(line("Content-Length", zeros + body.length()))));
        readings.put("body", Integer.toString(body.length()));
        return new Generated(start + "\r\n" + header() + "\r\n", body, readings);
    }

    private String requestUri() {
        String uri = any(URIS).replaceFirst("\\?.*", "");
        readings.put("uri", uri);
        return uri;
    }

    private String status() {
        int code = 100 + random.nextInt(600);
        String phrase = any(List.of("", "Fine", "Не сейчас: 1, 2"));
        readings.put("status", Integer.toString(code));
        readings.put("phrase", phrase);
        return "SIP/2.0 " + code + ' ' + phrase;
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(3) * random.nextInt(60); i > 0; i--) {
            body.append(random.nextBoolean() ? "\r\nVia:\0".charAt(random.nextInt(7)) : (char) random.nextInt(256));
        }
        return body.toString();
    }

    private String via() {
        String port = random.nextBoolean() ? "" : GAP + ":" + GAP + (1 + random.nextInt(65535));
        String transport = any(List.of("UDP", "TCP", "X-Pigeon"));
        return "SIP" + GAP + "/" + GAP + "2.0" + GAP + "/" + GAP + transport + SPACE + any(HOSTS) + port
                + parameter("branch", "z9hG4bK" + random.nextInt(1000)) + parameters();
    }

    private String route() {
        return address() + parameters();
    }

    private String address() {
        return (random.nextInt(3) == 0 ? "" : any(NAMES) + SOFT_SPACE) + "<" + any(URIS) + ">";
    }

    private String parameters() {
        StringBuilder parameters = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            String[] parts = any(PARAMETERS).split("=", 2);
            parameters.append(parts.length == 1 ? GAP + ";" + GAP + parts[0] : parameter(parts[0], parts[1]));
        }
        return parameters.toString();
    }

    private static String parameter(String name, String value) {
        return GAP + ";" + GAP + name + GAP + "=" + GAP + value;
    }

    /// Adds a field of one value.
    private void field(String name, String value) {
        list(name, 1, () -> value);
    }

    /// Adds a list, in one field or in many.
    private void list(String name, int count, Supplier<String> element) {
        List<String> canonical = new ArrayList<>();
        Deque<String> lines = new ArrayDeque<>();
        StringBuilder value = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            String made = element.get();
            canonical.add(read(made));
            value.append(value.isEmpty() ? "" : ",")
                    .append(any(GAPS))
                    .append(spelled(made))
                    .append(any(GAPS));
            if (i == count || random.nextBoolean()) {
                lines.add(line(name, value.toString()));
                value.setLength(0);
            }
        }
        if (count > 0) {
            fields.add(lines);
            readings.put(name, String.join(", ", canonical));
        }
    }

    private static String read(String made) {
        return made.replace(String.valueOf(GAP), "").replace(SPACE, ' ').replace(SOFT_SPACE, ' ');
    }

    private String spelled(String made) {
        StringBuilder spelled = new StringBuilder();
        for (int i = 0; i < made.length(); i++) {
            char c = made.charAt(i);
            switch (c) {
                case GAP, SOFT_SPACE -> spelled.append(any(GAPS));
                case SPACE -> spelled.append(any(SPACES));
                default -> spelled.append(c);
            }
        }
        return spelled.toString();
    }

    private String line(String name, String value) {
        HeaderName known = HeaderName.of(name);
        Character compact = known == null ? null : known.compactForm();
        String spelled = compact != null && random.nextInt(3) == 0 ? compact.toString() : name;
        spelled = random.nextInt(4) == 0 ? Text.lower(spelled) : spelled;
        return spelled + any(List.of("", "", " ", "\t ")) + ":" + any(GAPS) + value + any(GAPS) + "\r\n";
    }

    /// All fields in any order, those of one list in theirs.
    private String header() {
        StringBuilder header = new StringBuilder();
        while (!fields.isEmpty()) {
            Deque<String> lines = any(fields);
            header.append(lines.remove());
            if (lines.isEmpty()) {
                fields.remove(lines);
            }
        }
        return header.toString();
    }

    private int count(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
