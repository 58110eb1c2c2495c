package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Rfc(number = 3261, section = "19.1.1")
class HostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "example.com.",
                "a",
                "sip-1.my_net.local",
                "3com.de",
                "1.2.3.x4",
                "192.0.2.1",
                "[2001:db8::10]",
                "[::]"
            })
    void keepsTheTextAsWritten(String text) throws SyntaxException {
        assertThat(Host.parse(text).text()).isEqualTo(text);
        assertThat(Host.parse(text)).hasToString(text);
    }

    @Test
    void tellsNamesFromAddresses() throws SyntaxException {
        assertThat(Host.parse("example.com").isName()).isTrue();
        assertThat(Host.parse("example.com").address()).isNull();
        assertThat(Host.parse("192.0.2.255").isIpv4()).isTrue();
        assertThat(Host.parse("192.0.2.255").address()).containsExactly(192, 0, 2, 255);
        assertThat(Host.parse("[::1]").isIpv6()).isTrue();
        assertThat(Host.parse("[::1]").address()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".example.com",
                "a..b",
                "1",
                "1.2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "256.0.0.1",
                "0001.2.3.4",
                "a b",
                "a@b",
                "a%41",
                "b\u00fccher.example",
                "2001:db8::1",
                "[2001:db8::1",
                "[]",
                "[:]",
                "[:1]",
                "[1:]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1::2::3]",
                "[1:2:3:4:5:6:7:8::]",
                "[12345::]",
                "[:::1]",
                "[2001:db8:::1]",
                "[::1.2.3]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[1.2.3.4]",
                "[fe80::1%eth0]",
                "[fe80::1%25eth0]",
                "[::g]",
                "[::1]x"
            })
    void refusesWhatIsNoHost(String text) {
        assertThatThrownBy(() -> Host.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void comparesNamesWithoutCase() throws SyntaxException {
        assertThat(Host.parse("Atlanta.Example.COM")).isEqualTo(Host.parse("atlanta.example.com"));
        assertThat(Host.parse("Atlanta.Example.COM")).hasSameHashCodeAs(Host.parse("atlanta.example.com"));
        assertThat(Host.parse("atlanta.example.com")).isNotEqualTo(Host.parse("atlanta.example.org"));
    }

    @Test
    @Rfc(number = 5954, section = "4")
    void comparesIpv6AddressesByTheirOctets() throws SyntaxException {
        Host one = Host.parse("[2001:db8::9:1]");
        Host other = Host.parse("[2001:0DB8:0:0:0:0:9:01]");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(Host.parse("[2001:db8::9:2]"));
    }

    @Test
    @Rfc(number = 5118, section = "4.9")
    void tellsTheMappedAddressFromTheIpv4Address() throws SyntaxException {
        Host mapped = Host.parse("[::ffff:192.0.2.10]");
        assertThat(mapped.isIpv6()).isTrue();
        assertThat(mapped).isEqualTo(Host.parse("[::ffff:c000:20a]")).isNotEqualTo(Host.parse("192.0.2.10"));
    }

    @Test
    @Rfc(number = 5118, section = "4.10")
    void readsThreeColonsAsTwoAndNeverWritesThem() throws SyntaxException {
        Host three = Host.parse("[2001:db8:::192.0.2.1]");
        assertThat(three).isEqualTo(Host.parse("[2001:db8::192.0.2.1]"));
        assertThat(three.text()).isEqualTo("[2001:db8::192.0.2.1]");
    }

    @ParameterizedTest
    @Rfc(number = 5952, section = "4")
    @CsvSource({
        "Example.COM, example.com",
        "192.000.02.1, 192.0.2.1",
        "[2001:DB8:0:0:0:0:0:1], [2001:db8::1]",
        "[2001:0:0:1:0:0:0:1], [2001:0:0:1::1]",
        "[2001:db8:0:0:1:0:0:1], [2001:db8::1:0:0:1]",
        "[2001:db8:0:1:1:1:1:1], [2001:db8:0:1:1:1:1:1]",
        "[0:0:0:0:0:0:0:0], [::]",
        "[1:0:0:0:0:0:0:0], [1::]",
        "[0::FFFF:192.0.2.1], [::ffff:192.0.2.1]",
        "[2001:db8:::192.0.2.1], [2001:db8::c000:201]"
    })
    void hasOneCanonicalText(String written, String canonical) throws SyntaxException {
        Host host = Host.parse(written);
        assertThat(host.canonical()).hasToString(canonical).isEqualTo(host);
    }

    @Test
    void isMadeFromAnAddress() throws SyntaxException {
        assertThat(Host.ofAddress(new byte[] {10, 0, 0, (byte) 200})).isEqualTo(Host.parse("10.0.0.200"));
        assertThat(Host.ofAddress(new byte[16])).hasToString("[::]");
        assertThatThrownBy(() -> Host.ofAddress(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesTheCursorJustPastTheHost() throws SyntaxException {
        TextReader reader = new TextReader("x [2001:db8::10]:5070;branch=1");
        reader.position(2);
        assertThat(Host.read(reader)).hasToString("[2001:db8::10]");
        assertThat(reader.position()).isEqualTo(16);
    }
}
