package io.sidetone.script.lex;

/// A string between quotes, read. Immutable.
///
/// In double quotes `\n \r \a \t \" \\`, `\x` with up to two hexadecimal digits and `\` with two or three octal
/// ones stand for a character, `\` at the end of a line for nothing; any other `\` is itself. In single quotes
/// all characters are themselves.
final class Quoted {

    private final String value;
    private final int[] offsets;
    private final boolean exact;

    private Quoted(String value, int[] offsets, boolean exact) {
        this.value = value;
        this.offsets = offsets;
        this.exact = exact;
    }

    /// Reads what stands between two quotes.
    ///
    /// @param start the first character behind the opening quote
    /// @param end the closing quote
    static Quoted read(String text, int start, int end) {
        if (text.charAt(start - 1) == '\'' || text.substring(start, end).indexOf('\\') < 0) {
            return new Quoted(text.substring(start, end), new int[] {start}, true);
        }
        StringBuilder value = new StringBuilder(end - start);
        int[] offsets = new int[end - start];
        int at = start;
        while (at < end) {
            int length = text.charAt(at) == '\\' ? escape(text, at + 1, end) : 0;
            offsets[value.length()] = at;
            if (length == 0) {
                value.append(text.charAt(at++));
                continue;
            }
            char kind = text.charAt(at + 1);
            if (kind != '\n' && kind != '\r') {
                value.append(meaning(text, at + 1, length));
            }
            at += 1 + length;
        }
        return new Quoted(value.toString(), offsets, false);
    }

    /// How many characters behind a backslash belong to it; 0 if it is itself.
    private static int escape(String text, int at, int end) {
        if (at == end) {
            return 0;
        }
        return switch (text.charAt(at)) {
            case 'n', 'r', 'a', 't', '"', '\\', '\n' -> 1;
            case '\r' -> at + 1 < end && text.charAt(at + 1) == '\n' ? 2 : 0;
            case 'x' -> {
                int digits = digits(text, at + 1, Math.min(end, at + 3), 16);
                yield digits == 0 ? 0 : 1 + digits;
            }
            default -> {
                int digits = digits(text, at, Math.min(end, at + 3), 8);
                yield digits < 2 ? 0 : digits;
            }
        };
    }

    private static int digits(String text, int from, int to, int radix) {
        int at = from;
        while (at < to && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at - from;
    }

    private static char meaning(String text, int at, int length) {
        return switch (text.charAt(at)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'a' -> 7;
            case 't' -> '\t';
            case '"' -> '"';
            case '\\' -> '\\';
            case 'x' -> (char) Integer.parseInt(text, at + 1, at + length, 16);
            default -> (char) (Integer.parseInt(text, at, at + length, 8) & 0xff);
        };
    }

    /// The characters that it stands for.
    String value() {
        return value;
    }

    /// Whether they stand in the text as they are.
    boolean exact() {
        return exact;
    }

    /// Where a character of the value stands in the text.
    int offset(int index) {
        return exact ? offsets[0] + index : offsets[index];
    }
}
