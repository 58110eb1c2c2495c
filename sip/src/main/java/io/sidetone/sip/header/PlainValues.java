package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.Uri;

/// How the values are read that need no class of their own: numbers, tokens, words, lines of text.
///
/// Thread-safe: only functions.
final class PlainValues {

    /// The highest number of seconds that a field can hold.
    static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private static final CharClass TOKEN_WITHOUT_DOT = CharClass.TOKEN.without(CharClass.of("."));

    private static final CharClass URI = CharClass.range('!', '~').without(CharClass.of("<>\","));

    private PlainValues() {}

    /// Reads a number from 0 to `max`.
    static HeaderType.ValueParser<Integer> integer(int max) {
        return reader -> (int) reader.number(max);
    }

    /// Moves past a number that any integer can hold.
    static boolean digits(TextReader reader) throws SyntaxException {
        return reader.number(Integer.MAX_VALUE) >= 0;
    }

    /// Reads a number from 0 to `max`.
    static HeaderType.ValueParser<Long> number(long max) {
        return reader -> reader.number(max);
    }

    /// Reads a span of time in seconds.
    @Rfc(number = 3261, section = "25.1")
    static Long seconds(TextReader reader) throws SyntaxException {
        return reader.number(MAX_SECONDS);
    }

    /// Reads a token.
    static String token(TextReader reader) throws SyntaxException {
        return reader.token();
    }

    /// Reads a token that holds no dot, for the rules where a dot separates.
    static String tokenWithoutDot(TextReader reader) throws SyntaxException {
        return reader.takeSome(TOKEN_WITHOUT_DOT, "token without a dot");
    }

    /// Reads hexadecimal digits.
    @Rfc(number = 3313, section = "5.1")
    static String hex(TextReader reader) throws SyntaxException {
        return reader.takeSome(CharClass.HEX, "hexadecimal digits");
    }

    /// Reads a URI without angle brackets, which is all that is left.
    @Rfc(number = 6050, section = "4.1")
    static Uri uri(TextReader reader) throws SyntaxException {
        int from = reader.position();
        return Uri.parse(reader.bytes(), from, reader.skip(URI));
    }

    /// Reads a Call-ID: a word, or two with an at sign between them.
    @Rfc(number = 3261, section = "20.8")
    static String callId(TextReader reader) throws SyntaxException {
        int from = reader.position();
        word(reader);
        if (reader.take('@')) {
            word(reader);
        }
        return reader.slice(from, reader.position());
    }

    private static void word(TextReader reader) throws SyntaxException {
        int from = reader.position();
        if (reader.skip(CharClass.WORD) == from) {
            throw reader.error("word expected");
        }
    }

    /// Reads all that is left as one line of text, which may be empty.
    @Rfc(number = 3261, section = "25.1")
    static String line(TextReader reader) throws SyntaxException {
        int from = reader.position();
        String line = Text.unfold(reader.slice(from, reader.trimEnd(from, reader.end())));
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\t' && CharClass.CONTROL.contains(line.charAt(i))) {
                throw reader.error("control character");
            }
        }
        reader.position(reader.end());
        return line;
    }

    /// Moves past white space, which must be there.
    static void expectSpace(TextReader reader) throws SyntaxException {
        int from = reader.position();
        reader.skipSpace();
        if (reader.position() == from) {
            throw reader.error("white space expected");
        }
    }

    static void checkRange(long number, long max) {
        if (number < 0 || number > max) {
            throw new IllegalArgumentException(number + " is not within 0 to " + max);
        }
    }
}
