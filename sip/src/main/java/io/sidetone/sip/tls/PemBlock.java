package io.sidetone.sip.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// One block of a PEM file. Immutable: nobody changes the octets.
@Rfc(number = 7468, section = "2")
final class PemBlock {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int MAX_LABEL = 40;

    /// An AlgorithmIdentifier: rsaEncryption without parameters.
    private static final String RSA = "300d06092a864886f70d0101010500";

    /// The OBJECT IDENTIFIER ecPublicKey; the curve is its parameter.
    private static final String ELLIPTIC_CURVE = "06072a8648ce3d0201";

    private final String label;
    private final byte[] octets;
    private final boolean encrypted;

    private PemBlock(String label, byte[] octets, boolean encrypted) {
        this.label = label;
        this.octets = octets;
        this.encrypted = encrypted;
    }

    /// All blocks in the octets of a file. What stands between them is for human readers.
    static List<PemBlock> parse(byte[] file) throws SyntaxException {
        String text = new String(file, ISO_8859_1);
        List<PemBlock> blocks = new ArrayList<>();
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            int label = from + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label, Math.min(text.length(), label + MAX_LABEL));
            if (labelEnd < 0 || text.substring(label, labelEnd).indexOf('\n') >= 0) {
                throw new SyntaxException("the line that begins a block is cut off", from);
            }
            String name = text.substring(label, labelEnd);
            String endLine = END + name + DASHES;
            int end = text.indexOf(endLine, labelEnd + DASHES.length());
            if (end < 0) {
                throw new SyntaxException("no line ends the block " + name, from);
            }
            blocks.add(block(name, text, labelEnd + DASHES.length(), end));
            from = text.indexOf(BEGIN, end + endLine.length());
        }
        return blocks;
    }

    private static PemBlock block(String label, String text, int from, int to) throws SyntaxException {
        StringBuilder base64 = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                // RFC 1421 has header fields here; OpenSSL writes them where it encrypts.
                return new PemBlock(label, new byte[0], true);
            }
            if (!Text.isSpace((byte) c) && c != '\r' && c != '\n') {
                base64.append(c);
            }
        }
        try {
            byte[] octets = Base64.getDecoder().decode(base64.toString());
            return new PemBlock(label, octets, label.equals("ENCRYPTED PRIVATE KEY"));
        } catch (IllegalArgumentException _) {
            throw new SyntaxException("no base 64 in the block " + label, from);
        }
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /// Whether the octets can not be read without a password.
    boolean isEncrypted() {
        return encrypted;
    }

    byte[] octets() {
        return octets;
    }

    /// The private key in the form of PKCS#8, whichever it has in the file.
    ///
    /// @throws SyntaxException if it is damaged, or of a kind that we do not know
    byte[] pkcs8() throws SyntaxException {
        return switch (label) {
            case "PRIVATE KEY" -> octets;
            case "RSA PRIVATE KEY" -> pkcs8(HexFormat.of().parseHex(RSA));
            case "EC PRIVATE KEY" ->
                pkcs8(Der.element(Der.SEQUENCE, HexFormat.of().parseHex(ELLIPTIC_CURVE), curve()));
            default -> throw new SyntaxException("a private key of an unknown kind: " + label, 0);
        };
    }

    /// Puts the name of an algorithm around the key.
    private byte[] pkcs8(byte[] algorithm) {
        byte[] version = Der.element(Der.INTEGER, new byte[1]);
        return Der.element(Der.SEQUENCE, version, algorithm, Der.element(Der.OCTET_STRING, octets));
    }

    /// The curve of an ECPrivateKey, which it may leave to others to tell; that of a file may not.
    @Rfc(number = 5915, section = "3")
    private byte[] curve() throws SyntaxException {
        Der key = new Der(new Der(octets).next(Der.SEQUENCE));
        key.next(Der.INTEGER);
        key.next(Der.OCTET_STRING);
        if (!key.isNext(Der.NUMBER_0)) {
            throw new SyntaxException("an elliptic curve key that does not name its curve", 0);
        }
        return key.next(Der.NUMBER_0);
    }
}
