package io.sidetone.dist.command;

/// Text of strangers made fit for a terminal. Thread-safe: only functions.
public final class Printable {

    private Printable() {}

    /// The same text in one line, in which nothing moves the cursor, changes colours or turns the direction of
    /// reading: each such character is written as its number.
    public static String line(String text) {
        return escape(text, false);
    }

    /// The same, but line ends and tabs stay.
    public static String lines(String text) {
        return escape(text.replace("\r\n", "\n"), true);
    }

    private static String escape(String text, boolean linesStay) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean stays = linesStay && (c == '\n' || c == '\t');
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (pair && !isHarmful(text.codePointAt(i))) {
                    out.append(c).append(text.charAt(++i));
                } else {
                    append(c, out);
                }
            } else if (stays || !isHarmful(c)) {
                out.append(c);
            } else {
                append(c, out);
            }
        }
        return out.toString();
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static void append(char c, StringBuilder out) {
        String digits = Integer.toHexString(c);
        out.append(c < 0x100 ? "\\x" : "\\u").append("0".repeat((c < 0x100 ? 2 : 4) - digits.length()));
        out.append(digits);
    }
}
