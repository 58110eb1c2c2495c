package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;

/// The lexical rules that the lines of a description share: fields between spaces. Thread-safe: only functions.
@Rfc(number = 8866, section = "9")
final class SdpText {

    /// The highest port of UDP and TCP.
    static final int MAX_PORT = 65_535;

    /// What the fields of a line consist of.
    static final CharClass FIELD = CharClass.range('!', '~').withNonAscii();

    private static final CharClass SPACE = CharClass.of(" ");

    private SdpText() {}

    /// Something that is read from the value of a line or an attribute.
    @FunctionalInterface
    interface Rule<T> {
        T read(TextReader reader) throws SyntaxException;
    }

    /// Reads a text that must follow the rule to its end.
    static <T> T parse(String text, Rule<T> rule) throws SyntaxException {
        return all(new TextReader(text), rule);
    }

    /// Reads by a rule and fails if anything but spaces is left.
    static <T> T all(TextReader reader, Rule<T> rule) throws SyntaxException {
        T value = rule.read(reader);
        reader.expectEnd();
        return value;
    }

    /// The next field; spaces before it are skipped, also if there are more than the one of the grammar.
    static String field(TextReader reader, String what) throws SyntaxException {
        reader.skip(SPACE);
        return reader.takeSome(FIELD, what);
    }

    /// Moves to the next field and says whether there is one.
    static boolean atField(TextReader reader) {
        reader.skip(SPACE);
        return !reader.atEnd();
    }

    /// The next field, a decimal number from 0 to `max`.
    static long number(TextReader reader, long max) throws SyntaxException {
        reader.skip(SPACE);
        long number = reader.number(max);
        endField(reader);
        return number;
    }

    /// Fails unless a field ends here.
    static void endField(TextReader reader) throws SyntaxException {
        if (!reader.atEnd() && FIELD.contains(reader.peek())) {
            throw reader.error("space expected");
        }
    }

    /// The argument, if it can stand as one field of a line.
    static String requireField(String text, String what) {
        if (text.isEmpty() || !FIELD.containsAll(text)) {
            throw new IllegalArgumentException("No " + what + ": '" + text + "'");
        }
        return text;
    }

    /// The argument, if it is a number from `min` to `max`.
    static long requireNumber(long number, long min, long max, String what) {
        if (number < min || number > max) {
            throw new IllegalArgumentException(what + " not from " + min + " to " + max + ": " + number);
        }
        return number;
    }
}
