package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    @Test
    @Rfc(number = 8866, section = "5.7")
    void readsConnections() throws Exception {
        assertThat(Connection.parse("IN IP4 192.0.2.1")).isEqualTo(Connection.of("192.0.2.1"));
        assertThat(Connection.parse("IN IP6 2001:db8::1")).isEqualTo(Connection.of("2001:db8::1"));
        assertThat(Connection.parse("IN IP4 host.example.com").address()).isEqualTo("host.example.com");
        assertThat(Connection.parse("IN IP4 233.252.0.1/127"))
                .isEqualTo(new Connection("IN", "IP4", "233.252.0.1", 127, 1));
        assertThat(Connection.parse("IN IP4 233.252.0.1/127/3"))
                .isEqualTo(new Connection("IN", "IP4", "233.252.0.1", 127, 3))
                .hasToString("IN IP4 233.252.0.1/127/3");
        assertThat(Connection.parse("IN IP6 ff00::db8:0:101/3"))
                .isEqualTo(new Connection("IN", "IP6", "ff00::db8:0:101", -1, 3))
                .hasToString("IN IP6 ff00::db8:0:101/3");
        assertThat(Connection.parse("ATM NSAP 47.0091/x").address()).isEqualTo("47.0091/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "IN",
                "IN IP4",
                "IN IP4 /127",
                "IN IP4 233.252.0.1/256",
                "IN IP4 233.252.0.1/-1",
                "IN IP4 233.252.0.1/1/0",
                "IN IP4 233.252.0.1/1/2/3",
                "IN IP6 ff00::1/1/2",
                "IN IP6 ff00::1/99999999999",
                "IN IP4 192.0.2.1 more"
            })
    @Rfc(number = 8866, section = "5.7")
    void refusesABrokenConnection(String text) {
        assertThatThrownBy(() -> Connection.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void knowsTheAddressThatIsNone() throws Exception {
        assertThat(Connection.of("0.0.0.0").isUnspecified()).isTrue();
        assertThat(Connection.of("::").isUnspecified()).isTrue();
        assertThat(Connection.of("192.0.2.1").isUnspecified()).isFalse();
    }
}
