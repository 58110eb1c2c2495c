package io.sidetone.sip.header;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.PercentEscape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// The form in which a parameter whose name ends in `*` carries any text: `UTF-8''J%C3%A4s%C3%B8n`. Thread-safe:
/// only functions.
@Rfc(number = 8187, section = "3.2")
final class ExtValue {

    /// What stands for itself; the rest of what the RFC allows is no part of a SIP token and is escaped.
    private static final CharClass PLAIN = CharClass.ALPHANUM.or(CharClass.of("-._~!+"));

    private ExtValue() {}

    static String encode(String text) {
        return "UTF-8''" + PercentEscape.escape(text, PLAIN);
    }

    /// The text, or null if the value is none or is in an encoding other than UTF-8, the only one required.
    static @Nullable String decode(String value) {
        int language = value.indexOf('\'');
        int data = value.indexOf('\'', language + 1);
        if (language < 0 || data < 0 || !Text.equalsIgnoreCase(value.substring(0, language), "UTF-8")) {
            return null;
        }
        ByteBuffer octets = ByteBuffer.allocate(value.length());
        for (int i = data + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%') {
                if (c >= 128) {
                    return null;
                }
                octets.put((byte) c);
                continue;
            }
            int high = i + 2 < value.length() ? Text.hexValue(value.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : Text.hexValue(value.charAt(i + 2));
            if (low < 0) {
                return null;
            }
            octets.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
