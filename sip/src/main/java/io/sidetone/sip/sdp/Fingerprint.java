package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.Locale;

/// The hash of the certificate that a peer will show: `a=fingerprint`. Immutable.
///
/// @param hash the function's name in lower case, such as `sha-256`
/// @param value pairs of upper-case hexadecimal digits with colons between them
@Rfc(number = 8122, section = "5")
public record Fingerprint(String hash, String value) implements AttributeValue {

    static final String NAME = "fingerprint";

    /// Puts both parts into the case that the wire has.
    ///
    /// @throws IllegalArgumentException if the hash is no token or the value no hexadecimal pairs
    public Fingerprint {
        if (hash.isEmpty() || !CharClass.TOKEN.containsAll(hash)) {
            throw new IllegalArgumentException("No hash function: '" + hash + "'");
        }
        if (!isPairs(value)) {
            throw new IllegalArgumentException("No fingerprint: '" + value + "'");
        }
        // §5: the name is compared without its case; the digits are upper case.
        hash = Text.lower(hash);
        value = value.toUpperCase(Locale.ROOT);
    }

    /// The fingerprint with these octets.
    public static Fingerprint of(String hash, byte[] octets) {
        StringBuilder value = new StringBuilder(3 * octets.length);
        for (byte octet : octets) {
            value.append(value.isEmpty() ? "" : ":");
            value.append(Character.forDigit(octet >> 4 & 15, 16)).append(Character.forDigit(octet & 15, 16));
        }
        return new Fingerprint(hash, value.toString());
    }

    /// Reads the value of a `fingerprint` attribute.
    public static Fingerprint parse(String text) throws SyntaxException {
        return SdpText.parse(text, Fingerprint::read);
    }

    static Fingerprint read(TextReader reader) throws SyntaxException {
        String hash = reader.token();
        SdpText.atField(reader);
        int at = reader.position();
        String value = SdpText.field(reader, "fingerprint");
        if (!isPairs(value)) {
            throw new SyntaxException("hexadecimal pairs expected", at);
        }
        return new Fingerprint(hash, value);
    }

    private static boolean isPairs(String text) {
        if (text.length() % 3 != 2) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i % 3 == 2 ? c != ':' : !CharClass.HEX.contains(c)) {
                return false;
            }
        }
        return true;
    }

    /// The hash itself.
    public byte[] octets() {
        byte[] octets = new byte[(value.length() + 1) / 3];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (Text.hexValue(value.charAt(3 * i)) << 4 | Text.hexValue(value.charAt(3 * i + 1)));
        }
        return octets;
    }

    @Override
    public String attributeName() {
        return NAME;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(hash).octet(' ').text(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
