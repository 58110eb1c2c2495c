package io.sidetone.script.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the form of JSON (RFC 8259) into values: whole numbers of 64 bits as integers, other numbers as
/// decimals. Of several members of one name the last counts. Confined to the thread that reads.
public final class JsonReader {

    /// Longer texts are refused.
    public static final int LENGTH = 1 << 20;

    /// Deeper nesting is refused.
    public static final int DEPTH = JsonText.DEPTH;

    /// Numbers that have more digits before or behind the point when they are written out are refused.
    public static final int DIGITS = 400;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// Reads a text that is one value.
    ///
    /// @return the value; lists and maps cannot be changed
    /// @throws ScriptError if it is none, or beyond the limits
    public static @Nullable Object read(String text) {
        if (text.length() > LENGTH) {
            throw new ScriptError("JSON of " + text.length() + " characters, but " + LENGTH + " is the most");
        }
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.error("more follows the value");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > DEPTH) {
            throw error("the value is nested deeper than " + DEPTH);
        }
        blanks();
        char c = peek();
        return switch (c) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return Collections.unmodifiableMap(map);
        }
        do {
            blanks();
            if (peek() != '"') {
                throw error("a name in quotes should stand here");
            }
            String name = string();
            blanks();
            if (peek() != ':') {
                throw error("':' should stand here");
            }
            at++;
            map.put(name, value(depth + 1));
        } while (goesOn('}'));
        return Collections.unmodifiableMap(map);
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return Collections.unmodifiableList(list);
        }
        do {
            list.add(value(depth + 1));
        } while (goesOn(']'));
        return Collections.unmodifiableList(list);
    }

    private boolean goesOn(char end) {
        blanks();
        char c = peek();
        if (c != ',' && c != end) {
            throw error("',' or '" + end + "' should stand here");
        }
        at++;
        return c == ',';
    }

    private String string() {
        int start = ++at;
        while (peek() != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw error("a control character stands in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("'\\" + c + "' stands for nothing");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw error("four hexadecimal digits should stand behind '\\u'");
            }
            code = (code << 4) | digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw error("a value should stand here");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        boolean whole = true;
        if (skip('.')) {
            whole = false;
            digits();
        }
        int exponent = 0;
        if (skip('e') || skip('E')) {
            whole = false;
            if (!skip('+')) {
                skip('-');
            }
            int from = at;
            digits();
            exponent = at - from > 4 ? DIGITS + 1 : Integer.parseInt(text, from, at, 10);
        }
        if (at - start > 2 * DIGITS || exponent > DIGITS) {
            throw error("a number is too long");
        }
        BigDecimal number = new BigDecimal(text.substring(start, at));
        // Written out, zeros of the exponent included.
        if (Math.max(number.precision(), number.scale()) > DIGITS || number.precision() - number.scale() > DIGITS) {
            throw error("a number is too long");
        }
        Long integer = whole ? Values.integer(number) : null;
        return integer == null ? number : integer;
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw error("a value should stand here");
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw error("it ends too early");
        }
        return text.charAt(at);
    }

    private ScriptError error(String what) {
        return new ScriptError("no JSON: " + what + " (character " + (at + 1) + ")");
    }
}
