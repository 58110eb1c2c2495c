package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import org.junit.jupiter.api.Test;

class SentByTest {

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void isWrittenAsHostAndPort() {
        assertThat(SentBy.of(host("sip.example.com"), 5060)).hasToString("sip.example.com:5060");
        assertThat(SentBy.of(at("192.0.2.1:65535"))).hasToString("192.0.2.1:65535");
        assertThat(SentBy.of(at("2001:db8::1:1"))).hasToString("[2001:db8::1]:1");
        assertThat(SentBy.of(at("2001:db8::1:1")).text()).isEqualTo(Text.encode("[2001:db8::1]:1"));
        assertThat(SentBy.of(at("192.0.2.1:5060")).host()).isEqualTo(host("192.0.2.1"));
        assertThat(SentBy.of(at("192.0.2.1:5060")).port()).isEqualTo(5060);
    }

    @Test
    void isEqualByHostAndPort() {
        SentBy one = SentBy.of(host("sip.example.com"), 5060);

        assertThat(one).isEqualTo(SentBy.of(host("SIP.example.com"), 5060));
        assertThat(one).hasSameHashCodeAs(SentBy.of(host("SIP.example.com"), 5060));
        assertThat(one).isNotEqualTo(SentBy.of(host("sip.example.com"), 5061));
        assertThat(one).isNotEqualTo(SentBy.of(host("192.0.2.1"), 5060));
    }

    @Test
    void hasAPort() {
        assertThatThrownBy(() -> SentBy.of(host("h"), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SentBy.of(host("h"), 65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SentBy.of(at("192.0.2.1:0"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void slotsShowAPlaceholderUntilTheFlowIsKnown() {
        assertThat(Sip.outgoing("a", "sip:a@example.com").topVia())
                .hasToString("SIP/2.0/UDP 0.0.0.0:5060;branch=z9hG4bKa;rport");
        FakeListener listener = FakeListener.of(Transport.UDP, "192.0.2.1:5060");
        Flow flow = new FakeFlow(listener, listener.local(), at("198.51.100.7:5060"));
        assertThat(SocketSlot.TRANSPORT.text(flow)).isEqualTo(Text.encode("UDP"));
        assertThat(SocketSlot.SENT_BY.text(flow)).isEqualTo(Text.encode("192.0.2.1:5060"));
    }

    @Test
    @Rfc(number = 5626, section = "2.1")
    void aFlowOnAllAddressesSaysWhereItsOwnEndIs() {
        FakeListener listener = FakeListener.of(Transport.UDP, "0.0.0.0:5060");
        Flow flow = new FakeFlow(listener, at("192.0.2.9:5060"), at("2001:db8::7:5060"));

        assertThat(flow.sentBy()).hasToString("192.0.2.9:5060");
        assertThat(flow.source()).isEqualTo("2001:db8::7");
        assertThat(Flow.text(at("192.0.2.9:5060"))).isEqualTo("192.0.2.9");
    }
}
