package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The attributes that have a type of their own.
class AttributeValueTest {

    @Test
    @Rfc(number = 8866, section = "6.6")
    void readsRtpMaps() throws Exception {
        RtpMap map = RtpMap.parse("97 L16/44100/2");

        assertThat(map).isEqualTo(new RtpMap(97, "L16", 44_100, "2")).hasToString("97 L16/44100/2");
        assertThat(map.channels()).isEqualTo(2);
        assertThat(map.attribute()).hasToString("rtpmap:97 L16/44100/2");
        assertThat(RtpMap.parse("0 PCMU/8000").channels()).isEqualTo(1);
        assertThat(RtpMap.parse("0 x/8000/stereo").channels()).isEqualTo(1);
        assertThat(RtpMap.parse("111  opus/48000/2 ")).isEqualTo(new RtpMap(111, "opus", 48_000, "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "97",
                "97 L16",
                "97 L16/",
                "97 /8000",
                "128 L16/8000",
                "-1 L16/8000",
                "97 L16/8000/",
                "97x L16/8000",
                "97 L16/99999999999",
                "97 L16/8000 x"
            })
    @Rfc(number = 8866, section = "6.6")
    void refusesABrokenRtpMap(String text) {
        assertThatThrownBy(() -> RtpMap.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesAnRtpMapThatCouldNotBeRead() {
        assertThatThrownBy(() -> new RtpMap(128, "x", 8000, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RtpMap(97, "x/y", 8000, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RtpMap(97, "x", -1, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RtpMap(97, "x", 8000, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8866, section = "6.15")
    void readsFormatParameters() throws Exception {
        Fmtp fmtp = Fmtp.parse(
                "103 level-asymmetry-allowed=1; packetization-mode=1;sprop-parameter-sets=Z0IACpY=,aMI==;;x");

        assertThat(fmtp.format()).isEqualTo("103");
        assertThat(fmtp.parameter("PACKETIZATION-MODE")).isEqualTo("1");
        assertThat(fmtp.parameter("sprop-parameter-sets")).isEqualTo("Z0IACpY=,aMI==");
        assertThat(fmtp.parameters().names())
                .containsExactly("level-asymmetry-allowed", "packetization-mode", "sprop-parameter-sets", "x");
        assertThat(fmtp.parameter("x")).isNull();
        assertThat(Fmtp.parse("101 0-16").parameters()).isEqualTo(Parameters.of("0-16", null));
        assertThat(Fmtp.parse("101 0-16")).hasToString("101 0-16");
        assertThat(Fmtp.parse("101").parameters().isEmpty()).isTrue();
        assertThat(Fmtp.parse("101")).hasToString("101");
        assertThat(new Fmtp("9", "\u0001=\u0002;a=b").parameter("a")).isEqualTo("b");
        assertThatThrownBy(() -> Fmtp.parse("")).isInstanceOf(SyntaxException.class);
    }

    @Test
    @Rfc(number = 3605, section = "2.1")
    void readsWhereRtcpGoes() throws Exception {
        assertThat(Rtcp.parse("53020")).isEqualTo(new Rtcp(53_020, null)).hasToString("53020");
        assertThat(Rtcp.parse("53020 IN IP6 2001:db8::1"))
                .isEqualTo(new Rtcp(53_020, Connection.of("2001:db8::1")))
                .hasToString("53020 IN IP6 2001:db8::1");
        for (String text : List.of("", "x", "-1", "65536", "1 IN", "1x")) {
            assertThatThrownBy(() -> Rtcp.parse(text)).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    @Rfc(number = 8839, section = "5.1")
    void readsCandidates() throws Exception {
        String text = "842163049 1 udp 1685987071 203.0.113.77 50132 typ srflx raddr 192.0.2.44 rport 50131 ufrag x";

        Candidate candidate = Candidate.parse(text);

        assertThat(candidate.foundation()).isEqualTo("842163049");
        assertThat(candidate.component()).isEqualTo(1);
        assertThat(candidate.transport()).isEqualTo("udp");
        assertThat(candidate.priority()).isEqualTo(1_685_987_071L);
        assertThat(candidate.address()).isEqualTo("203.0.113.77");
        assertThat(candidate.port()).isEqualTo(50_132);
        assertThat(candidate.type()).isEqualTo("srflx");
        assertThat(candidate.relatedAddress()).isEqualTo("192.0.2.44");
        assertThat(candidate.relatedPort()).isEqualTo(50_131);
        assertThat(candidate.extension("ufrag")).isEqualTo("x");
        assertThat(candidate.extension("tcptype")).isNull();
        assertThat(candidate).hasToString(text);
        assertThat(candidate.withAddress("2001:db8::1", 9))
                .hasToString(text.replace("203.0.113.77 50132", "2001:db8::1 9"));
    }

    @Test
    @Rfc(number = 8839, section = "5.1")
    void readsCandidatesWithHostNames() throws Exception {
        Candidate candidate = Candidate.parse("1 2 TCP 4294967295 a1b2.local 9 typ host tcptype active");

        assertThat(candidate.address()).isEqualTo("a1b2.local");
        assertThat(candidate.relatedAddress()).isNull();
        assertThat(candidate.relatedPort()).isEqualTo(-1);
        assertThat(candidate.extension("tcptype")).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 0 udp 1 192.0.2.1 9 typ host",
                "1 257 udp 1 192.0.2.1 9 typ host",
                "1 1 udp 4294967296 192.0.2.1 9 typ host",
                "1 1 udp -1 192.0.2.1 9 typ host",
                "1 1 udp 1 192.0.2.1 65536 typ host",
                "1 1 udp 1 192.0.2.1 9 type host",
                "1 1 udp 1 192.0.2.1 9 typ",
                "1 1 udp 1 192.0.2.1 9 typ host raddr",
                "1 1 udp 1 192.0.2.1 9 typ host rport x",
                "1 1 udp 1 192.0.2.1 9 typ host generation",
                "1 1x udp 1 192.0.2.1 9 typ host"
            })
    @Rfc(number = 8839, section = "5.1")
    void refusesABrokenCandidate(String text) {
        assertThatThrownBy(() -> Candidate.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    @Rfc(number = 8122, section = "5")
    void readsFingerprints() throws Exception {
        Fingerprint fingerprint = Fingerprint.parse("SHA-1 4a:AD:b9:00");

        assertThat(fingerprint)
                .isEqualTo(new Fingerprint("sha-1", "4A:AD:B9:00"))
                .hasToString("sha-1 4A:AD:B9:00");
        assertThat(fingerprint.octets()).containsExactly(0x4A, 0xAD, 0xB9, 0);
        assertThat(Fingerprint.of("sha-1", fingerprint.octets())).isEqualTo(fingerprint);
        for (String text :
                List.of("", "sha-1", "sha-1 4", "sha-1 4A:", "sha-1 4A-AD", "sha-1 4G", "sha-1 4AAD", "sha-1 :::::")) {
            assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(SyntaxException.class);
        }
        assertThatThrownBy(() -> Fingerprint.of("sha-1", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fingerprint("sha 1", "00")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 4568, section = "9.1")
    @Rfc(number = 4568, section = "9.2")
    @Rfc(number = 4568, section = "6.1")
    void readsCiphersAndTheirKeys() throws Exception {
        String text =
                "1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd|2^20|1:4;inline:AQID KDR=1";

        Crypto crypto = Crypto.parse(text);

        assertThat(crypto.tag()).isEqualTo(1);
        assertThat(crypto.suite()).isEqualTo("AES_CM_128_HMAC_SHA1_80");
        assertThat(crypto.sessionParameters()).containsExactly("KDR=1");
        assertThat(crypto).hasToString(text);
        Crypto.InlineKey key = crypto.inlineKeys().getFirst();
        assertThat(key.octets()).hasSize(30).startsWith(0, 1, 2);
        assertThat(key.lifetime()).isEqualTo("2^20");
        assertThat(key.masterKeyIdentifier()).isEqualTo("1:4");
        assertThat(crypto.inlineKeys().getLast().octets()).containsExactly(1, 2, 3);
        assertThat(crypto.inlineKeys().getLast().lifetime()).isNull();
    }

    @Test
    @Rfc(number = 4568, section = "9.1")
    void refusesBrokenCiphers() throws Exception {
        for (String text : List.of("", "1", "1 X", "x X inline:AQID", "1000000000 X inline:AQID")) {
            assertThatThrownBy(() -> Crypto.parse(text)).isInstanceOf(SyntaxException.class);
        }
        for (String keys :
                List.of("AQID", "other:AQID", "inline:", "inline:|2^20", "inline:A", "inline:AQID|", "inline:AQID;")) {
            Crypto crypto = Crypto.parse("1 X " + keys);
            assertThatThrownBy(crypto::inlineKeys).isInstanceOf(SyntaxException.class);
        }
        assertThatThrownBy(() -> new Crypto(1, "a b", "inline:AQID", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
