package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cipher for SRTP and its keys: `a=crypto`. Immutable.
///
/// Its text holds the keys in the clear, as the wire does; whoever logs it logs them.
///
/// @param tag 0 to 999999999, which ties an answer to its offer
/// @param suite the cipher's name, such as `AES_CM_128_HMAC_SHA1_80`
/// @param keyParameters the keys as written, `;` between them
/// @param sessionParameters what follows, as written
@Rfc(number = 4568, section = "9.1")
public record Crypto(int tag, String suite, String keyParameters, List<String> sessionParameters)
        implements AttributeValue {

    /// The name of the attribute.
    public static final String NAME = "crypto";

    private static final int MAX_TAG = 999_999_999;
    private static final CharClass KEY = SdpText.FIELD.without(CharClass.of(";"));
    private static final CharClass KEY_PART = KEY.without(CharClass.of("|"));

    /// @throws IllegalArgumentException if a part can not stand as a field of a line, or the tag is out of its
    ///     range
    public Crypto {
        SdpText.requireNumber(tag, 0, MAX_TAG, "Tag");
        SdpText.requireField(suite, "crypto suite");
        SdpText.requireField(keyParameters, "key parameters");
        for (String parameter : sessionParameters) {
            SdpText.requireField(parameter, "session parameter");
        }
        sessionParameters = List.copyOf(sessionParameters);
    }

    /// Reads the value of a `crypto` attribute.
    public static Crypto parse(String text) throws SyntaxException {
        return SdpText.parse(text, Crypto::read);
    }

    static Crypto read(TextReader reader) throws SyntaxException {
        int tag = (int) SdpText.number(reader, MAX_TAG);
        String suite = SdpText.field(reader, "crypto suite");
        String keyParameters = SdpText.field(reader, "key parameters");
        List<String> sessionParameters = new ArrayList<>();
        while (SdpText.atField(reader)) {
            sessionParameters.add(SdpText.field(reader, "session parameter"));
        }
        return new Crypto(tag, suite, keyParameters, sessionParameters);
    }

    /// The keys that stand in the attribute itself, in their order.
    @Rfc(number = 4568, section = "9.2")
    public List<InlineKey> inlineKeys() throws SyntaxException {
        TextReader reader = new TextReader(keyParameters);
        List<InlineKey> keys = new ArrayList<>();
        do {
            keys.add(InlineKey.read(reader));
        } while (reader.take(';'));
        reader.expectEnd();
        return keys;
    }

    @Override
    public String attributeName() {
        return NAME;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(tag).octet(' ').text(suite).octet(' ').text(keyParameters);
        for (String parameter : sessionParameters) {
            out.octet(' ').text(parameter);
        }
    }

    @Override
    public String toString() {
        return text();
    }

    /// A master key with its salt, and how long and under which name it is used. Immutable.
    ///
    /// @param keyAndSalt in base 64
    /// @param lifetime in packets, as written (`2^20` or decimal); null if not given
    /// @param masterKeyIdentifier and its length, as written (`1:4`); null if not given
    @Rfc(number = 4568, section = "6.1")
    public record InlineKey(
            String keyAndSalt,
            @Nullable String lifetime,
            @Nullable String masterKeyIdentifier) {

        static InlineKey read(TextReader reader) throws SyntaxException {
            if (!reader.takeAll(CharClass.ALPHA).equals("inline")) {
                throw reader.error("inline expected");
            }
            reader.expect(':');
            int at = reader.position();
            String keyAndSalt = reader.takeSome(KEY_PART, "key");
            if (decode(keyAndSalt) == null) {
                throw new SyntaxException("base 64 expected", at);
            }
            String lifetime = null;
            String identifier = null;
            while (reader.take('|')) {
                String part = reader.takeSome(KEY_PART, "lifetime or MKI");
                // §6.1: only the identifier has a colon.
                if (part.indexOf(':') >= 0) {
                    identifier = part;
                } else {
                    lifetime = part;
                }
            }
            return new InlineKey(keyAndSalt, lifetime, identifier);
        }

        private static byte @Nullable [] decode(String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException _) {
                return null;
            }
        }

        /// Key and salt; none at all if the text is no base 64.
        public byte[] octets() {
            byte[] octets = decode(keyAndSalt);
            return octets == null ? new byte[0] : octets;
        }
    }
}
