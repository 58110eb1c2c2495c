package io.sidetone.dist.compat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as a peer of a row writes and reads it: start line, lines of the header, body. It is not the library's,
/// so that it can be as wrong as a row wants, and does not share the library's view of what it tests. Confined to one
/// thread until it is sent.
final class Packet {

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type",
            "k",
            "supported",
            "s",
            "subject",
            "e",
            "content-encoding");

    /// A field of the header.
    record Field(String name, String value) {

        boolean is(String other) {
            return canonical(name).equals(canonical(other));
        }

        private static String canonical(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return COMPACT.getOrDefault(lower, lower);
        }
    }

    private final String start;
    private final List<Field> fields = new ArrayList<>();
    private String body = "";

    Packet(String start) {
        this.start = start;
    }

    /// Reads one that was received.
    static Packet parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = head.replaceAll("\r\n[ \t]+", " ").lines().toList();
        Packet packet = new Packet(lines.isEmpty() ? "" : lines.getFirst());
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                packet.fields.add(new Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        packet.body = end < 0 ? "" : text.substring(end + 4);
        return packet;
    }

    String start() {
        return start;
    }

    String body() {
        return body;
    }

    boolean isRequest() {
        return !start.startsWith("SIP/2.0");
    }

    /// The status of a response; 0 of a request.
    int status() {
        return isRequest() ? 0 : Integer.parseInt(start.split(" ", 3)[1]);
    }

    /// The reason phrase of a response.
    String reason() {
        String[] words = start.split(" ", 3);
        return words.length < 3 ? "" : words[2];
    }

    /// The method of the request, or of that which is answered.
    String method() {
        String cseq = first("CSeq");
        return isRequest() || cseq == null ? start.split(" ", 2)[0] : cseq.substring(cseq.indexOf(' ') + 1);
    }

    String uri() {
        String[] words = start.split(" ", 3);
        return words.length < 2 ? "" : words[1];
    }

    @Nullable
    String first(String name) {
        for (Field field : fields) {
            if (field.is(name)) {
                return field.value;
            }
        }
        return null;
    }

    /// The value of a field that a well-formed message has.
    String value(String name) {
        String value = first(name);
        return value == null ? "" : value;
    }

    List<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    List<Field> fields() {
        return Collections.unmodifiableList(fields);
    }

    Packet add(String name, String value) {
        fields.add(new Field(name, value));
        return this;
    }

    Packet addAll(String name, List<String> values) {
        values.forEach(value -> add(name, value));
        return this;
    }

    /// What identifies the transaction that it belongs to.
    String transaction() {
        String via = value("Via");
        int branch = via.indexOf("branch=");
        return (branch < 0 ? via : via.substring(branch).split("[;, ]", 2)[0]) + " " + value("CSeq");
    }

    /// Changes it by the lines below a step: `Name: value` in place of all of the name, `Name: -` for none,
    /// `+Name: value` for one more, `| line` for a line of the body.
    void change(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith("|")) {
                text.append(line.substring(Math.min(2, line.length()))).append("\r\n");
                continue;
            }
            int colon = line.indexOf(':');
            boolean another = line.startsWith("+");
            String name = line.substring(another ? 1 : 0, colon);
            String value = line.substring(colon + 1).strip();
            if (!another) {
                int at = fields.size();
                for (int i = fields.size() - 1; i >= 0; i--) {
                    if (fields.get(i).is(name)) {
                        fields.remove(i);
                        at = i;
                    }
                }
                if (!value.equals("-")) {
                    fields.add(at, new Field(name, value));
                }
            } else {
                fields.add(new Field(name, value));
            }
        }
        if (!text.isEmpty()) {
            body = text.toString();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(start).append("\r\n");
        fields.forEach(field ->
                text.append(field.name).append(": ").append(field.value).append("\r\n"));
        if (first("Content-Length") == null) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
