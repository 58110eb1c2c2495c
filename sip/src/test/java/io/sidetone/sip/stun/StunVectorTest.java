package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The messages of RFC 5769 and of RFC 8489, appendix B.
class StunVectorTest {

    static final String REQUEST = """
            000100582112a442b7e7a701bc34d686fa87dfae
            802200105354554e207465737420636c69656e74
            002400046e0001ff80290008932ff9b151263b36
            000600096576746a3a68367659202020
            000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf
            """;

    static final String RESPONSE_V4 = """
            0101003c2112a442b7e7a701bc34d686fa87dfae
            8022000b7465737420766563746f7220002000080001a147e112a643
            000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96
            """;

    static final String RESPONSE_V6 = """
            010100482112a442b7e7a701bc34d686fa87dfae
            8022000b7465737420766563746f7220
            002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9
            00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c
            """;

    static final String LONG_TERM = """
            000100602112a44278ad3433c6ad72c029da412e
            00060012e3839ee38388e383aae38383e382afe382b90000
            0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341
            0014000b6578616d706c652e6f726700
            00080014f67024656dd64a3e02b8e0712e85c9a28ca89666
            """;

    /// Not as printed: there the length is wrong, and PASSWORD-ALGORITHM is missing.
    static final String LONG_TERM_SHA256 = """
            000100902112a44278ad3433c6ad72c029da412e
            001e00204a3cf38fef6992bda952c6780417da0f24819415569e60b205c46e41407f1704
            001500296f624d61744a6f7332414141
            43662f2f3439396b39353464364f4c33346f4c39465354767936347341000000
            0014000b6578616d706c652e6f726700001d000400020000
            001c0020b5c7bf005b6c52a21c51c5e892f81924136296cb927c43149309278cc6518e65
            """;

    private static final String USER = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";
    private static final String NONCE = "obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA";

    private final StunKey shortTerm = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");

    static StunMessage read(String hex) throws SyntaxException {
        return StunMessage.parse(octets(hex));
    }

    static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace("\n", ""));
    }

    @Test
    @Rfc(number = 5769, section = "2.1")
    @Rfc(number = 8489, section = "5")
    @Rfc(number = 8489, section = "14.7")
    @Rfc(number = 8445, section = "7.1.1")
    void readsTheSampleRequest() throws Exception {
        StunMessage request = read(REQUEST);

        assertThat(request.messageClass()).isEqualTo(StunClass.REQUEST);
        assertThat(request.method()).isEqualTo(StunMessage.BINDING);
        assertThat(request.transactionId()).hasToString("2112a442b7e7a701bc34d686fa87dfae");
        assertThat(request.first(StunAttributes.SOFTWARE)).isEqualTo("STUN test client");
        assertThat(request.first(StunAttributes.PRIORITY)).isEqualTo(0x6E0001FFL);
        assertThat(request.first(StunAttributes.ICE_CONTROLLED)).isEqualTo(0x932FF9B151263B36L);
        assertThat(request.first(StunAttributes.USERNAME)).isEqualTo("evtj:h6vY");
        assertThat(MessageIntegrity.of(request)).isEqualTo(MessageIntegrity.SHA1);
        assertThat(MessageIntegrity.SHA1.verify(request, shortTerm)).isTrue();
        assertThat(MessageIntegrity.SHA1.verify(request, StunKey.shortTerm("another")))
                .isFalse();
        assertThat(MessageIntegrity.SHA256.verify(request, shortTerm)).isFalse();
        assertThat(Fingerprint.isValid(request)).isTrue();
    }

    @Test
    @Rfc(number = 5769, section = "2.2")
    @Rfc(number = 8489, section = "14.2")
    void readsTheSampleResponseForIpv4() throws Exception {
        assertResponse(RESPONSE_V4, "192.0.2.1");
    }

    @Test
    @Rfc(number = 5769, section = "2.3")
    @Rfc(number = 8489, section = "14.2")
    void readsTheSampleResponseForIpv6() throws Exception {
        assertResponse(RESPONSE_V6, "2001:db8:1234:5678:11:2233:4455:6677");
    }

    private void assertResponse(String hex, String address) throws Exception {
        StunMessage response = read(hex);
        InetSocketAddress mapped = new InetSocketAddress(InetAddress.getByName(address), 32853);

        assertThat(response.messageClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(response.mappedAddress()).isEqualTo(mapped);
        assertThat(response.first(StunAttributes.SOFTWARE)).isEqualTo("test vector");
        assertThat(MessageIntegrity.SHA1.verify(response, shortTerm)).isTrue();
        assertThat(Fingerprint.isValid(response)).isTrue();

        StunMessage made = StunBuilder.success(read(REQUEST))
                .add(StunAttributes.SOFTWARE, "test vector")
                .add(StunAttributes.XOR_MAPPED_ADDRESS, mapped)
                .integrity(MessageIntegrity.SHA1, shortTerm)
                .fingerprint()
                .build();
        // The sample pads with spaces, which integrity and fingerprint cover.
        assertThat(made.toByteArray()).hasSameSizeAs(response.toByteArray()).startsWith(Arrays.copyOf(octets(hex), 35));
        assertThat(made.attributes().subList(0, 2).toString())
                .isEqualTo(response.attributes().subList(0, 2).toString());
        assertThat(made.mappedAddress()).isEqualTo(mapped);
        assertThat(MessageIntegrity.SHA1.verify(made, shortTerm)).isTrue();
        assertThat(Fingerprint.isValid(made)).isTrue();
    }

    @Test
    @Rfc(number = 5769, section = "2.4")
    @Rfc(number = 8489, section = "9.2.2")
    @Rfc(number = 8489, section = "14.5")
    void writesTheSampleRequestWithLongTermAuthentication() throws Exception {
        StunMessage request = read(LONG_TERM);
        StunKey key = StunKey.longTerm(PasswordAlgorithm.MD5, USER, "example.org", "TheMatrIX");

        assertThat(MessageIntegrity.SHA1.verify(request, key)).isTrue();
        StunMessage made = StunBuilder.bindingRequest(request.transactionId())
                .add(StunAttributes.USERNAME, USER)
                .add(StunAttributes.NONCE, "f//499k954d6OL34oL9FSTvy64sA")
                .add(StunAttributes.REALM, "example.org")
                .integrity(MessageIntegrity.SHA1, key)
                .build();
        assertThat(made).isEqualTo(request).hasSameHashCodeAs(request);
    }

    @Test
    @Rfc(number = 8489, section = "B.1")
    @Rfc(number = 8489, section = "9.2.2")
    @Rfc(number = 8489, section = "14.4")
    @Rfc(number = 8489, section = "14.6")
    @Rfc(number = 8489, section = "14.12")
    void writesTheSampleRequestWithHashedNameAndSha256() throws Exception {
        StunMessage request = read(LONG_TERM_SHA256);
        StunKey key = StunKey.longTerm(PasswordAlgorithm.SHA_256, USER, "example.org", "TheMatrIX");

        assertThat(request.first(StunAttributes.PASSWORD_ALGORITHM)).isEqualTo(PasswordAlgorithm.SHA_256);
        assertThat(MessageIntegrity.of(request)).isEqualTo(MessageIntegrity.SHA256);
        assertThat(MessageIntegrity.SHA256.verify(request, key)).isTrue();
        StunMessage made = StunBuilder.bindingRequest(request.transactionId())
                .add(StunAttributes.USERHASH, StunKey.userhash(USER, "example.org"))
                .add(StunAttributes.NONCE, NONCE)
                .add(StunAttributes.REALM, "example.org")
                .add(StunAttributes.PASSWORD_ALGORITHM, PasswordAlgorithm.SHA_256)
                .integrity(MessageIntegrity.SHA256, key)
                .build();
        assertThat(made).isEqualTo(request);
    }

    @Test
    void anyOtherOctetBreaksTheProofs() throws Exception {
        for (String vector : List.of(REQUEST, RESPONSE_V4, RESPONSE_V6)) {
            byte[] octets = octets(vector);
            for (int i = 0; i < octets.length; i++) {
                byte[] changed = octets.clone();
                changed[i] ^= 1;
                assertThat(isProven(changed)).as("octet %d", i).isFalse();
            }
        }
    }

    private boolean isProven(byte[] octets) {
        try {
            StunMessage message = StunMessage.parse(octets);
            return MessageIntegrity.SHA1.verify(message, shortTerm) && Fingerprint.isValid(message);
        } catch (SyntaxException _) {
            return false;
        }
    }
}
