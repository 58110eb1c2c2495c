package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.sip.message.ParserLimits;
import org.jspecify.annotations.Nullable;

/// Checks values that a script puts into a message: they must not end a line, nor fill a message by themselves.
/// Thread-safe: only functions.
final class Written {

    /// The most characters of what stands in one line, as many as are read in one.
    static final int LONGEST = ParserLimits.DEFAULT.lineBytes();

    /// The most characters of a body.
    static final int LONGEST_BODY = ParserLimits.DEFAULT.messageBytes();

    private static final int SHOWN = 60;

    private Written() {}

    /// A value as text that can stand in a line.
    ///
    /// @param what is wanted, with its article
    static String text(@Nullable Object value, String what) {
        if (value == null) {
            throw new ScriptError("null is not " + what);
        }
        String text = Values.text(value);
        if (text.length() > LONGEST) {
            throw new ScriptError(what + " has at most " + LONGEST + " characters, not " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == '\u007F') {
                throw new ScriptError(what + " must not hold control characters: '" + shown(text) + "'");
            }
        }
        return text;
    }

    /// A value as text that can be a body.
    static String body(Object value) {
        String text = Values.text(value);
        if (text.length() > LONGEST_BODY) {
            throw new ScriptError("a body has at most " + LONGEST_BODY + " characters, not " + text.length());
        }
        return text;
    }

    /// A text as it can stand in a message to people: not too long, and without control characters.
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().limit(SHOWN).forEach(c -> out.append(c < ' ' || c == '\u007F' ? '\uFFFD' : (char) c));
        return text.length() > SHOWN ? out + "..." : out.toString();
    }
}
