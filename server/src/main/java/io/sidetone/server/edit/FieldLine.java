package io.sidetone.server.edit;

import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.TextParts;
import io.sidetone.sip.text.CharClass;
import java.util.ArrayList;
import java.util.List;

/// A header field that a script writes: name and value. Immutable.
///
/// Neither can have a line end or another control character in it, wherever the text comes from: such a character
/// would begin a header field, or end the header, that nobody meant to send. Octets that are no text are sent as the
/// characters of ISO 8859-1, which is what they would be read as.
///
/// @param name a token
/// @param value without white space around it
public record FieldLine(String name, String value) {

    /// @throws ScriptError if the name is no token, or there is a control character in the value
    public FieldLine {
        if (name.isEmpty() || !CharClass.TOKEN.containsAll(name)) {
            throw new ScriptError("'" + visible(name) + "' is no name of a header field");
        }
        checkValue(value);
        value = Octets.characters(value.strip());
    }

    /// Refuses what cannot stand in the value of a header field.
    ///
    /// @return the text itself
    /// @throws ScriptError if there is a control character in it
    public static String checkValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == '\u007F') {
                throw new ScriptError("a line end or another control character (0x" + Integer.toHexString(c)
                        + ") in a header field: '" + visible(text) + "'");
            }
        }
        return text;
    }

    /// Reads the header fields of a text as scripts write them, `Name: value\r\n`, of which there may be several.
    /// The end of the last line may be missing. Line ends count where the script's author wrote them; one that a
    /// variable brings is refused.
    ///
    /// @throws ScriptError if it is none
    public static List<FieldLine> parse(TextParts text) {
        if (text.hasLineEndInValue() && !text.equals(withoutLastEnd(text))) {
            return parse(withoutLastEnd(text));
        }
        text.values().forEach(FieldLine::checkValue);
        List<FieldLine> lines = read(text.text());
        if (lines.isEmpty()) {
            throw new ScriptError(
                    "'" + visible(text.text()) + "' is no header field: its name and a colon are missing");
        }
        return lines;
    }

    /// A variable that ends the text may end with the line: `append_hf($var(field))`.
    private static TextParts withoutLastEnd(TextParts text) {
        int last = text.values().size() - 1;
        if (!text.literals().getLast().isBlank()) {
            return text;
        }
        List<String> values = new ArrayList<>(text.values());
        values.set(last, values.get(last).stripTrailing());
        return new TextParts(text.literals(), values);
    }

    /// Reads lines that are known to have no foreign line end in them.
    static List<FieldLine> read(String text) {
        List<StringBuilder> lines = new ArrayList<>();
        boolean empty = false;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            if (line.isBlank()) {
                empty = true;
                continue;
            }
            if (empty && !lines.isEmpty()) {
                throw new ScriptError("an empty line between header fields would end the header");
            }
            empty = false;
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (folded && !lines.isEmpty()) {
                lines.getLast().append(' ').append(line.strip());
            } else {
                lines.add(new StringBuilder(line));
            }
        }
        return lines.stream().map(line -> ofLine(line.toString())).toList();
    }

    private static FieldLine ofLine(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new ScriptError("'" + visible(line) + "' is no header field: its name and a colon are missing");
        }
        return new FieldLine(line.substring(0, colon).strip(), line.substring(colon + 1));
    }

    /// A text for a message to the operator: short, and on one line.
    private static String visible(String text) {
        String start = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        StringBuilder out = new StringBuilder();
        start.chars().forEach(c -> out.append(c < ' ' || c == 0x7F ? '?' : (char) c));
        return out.toString();
    }

    /// The line without its end.
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
