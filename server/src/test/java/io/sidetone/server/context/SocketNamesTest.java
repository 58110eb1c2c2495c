package io.sidetone.server.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SentBy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketNamesTest {

    /// A socket that nothing is sent from.
    private record Socket(Transport transport, InetSocketAddress local) implements Listener {

        static Socket of(Transport transport, String address, int port) {
            return new Socket(transport, new InetSocketAddress(InetAddress.ofLiteral(address), port));
        }

        @Override
        public ListenerSettings settings() {
            return ListenerSettings.of(transport, local);
        }

        @Override
        public @Nullable SentBy sentBy() {
            return null;
        }

        @Override
        public Flow open(NextHop hop) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private final Listener one = Socket.of(Transport.UDP, "192.0.2.1", 5060);
    private final Listener six = Socket.of(Transport.TCP, "2001:db8::1", 5060);
    private final Listener all = Socket.of(Transport.UDP, "0.0.0.0", 5070);
    private final List<Listener> open = List.of(one, six, all);

    @Test
    void aSocketHasAName() {
        assertThat(open.stream().map(SocketNames::of))
                .containsExactly("udp:192.0.2.1:5060", "tcp:[2001:db8::1]:5060", "udp:0.0.0.0:5070");
    }

    @Test
    void aNameFindsItsSocket() {
        for (Listener each : open) {
            assertThat(SocketNames.find(SocketNames.of(each), open)).isSameAs(each);
        }
        assertThat(SocketNames.find("TCP:[2001:DB8::1]:5060", open)).isSameAs(six);
    }

    /// A device that has come to one of its addresses is reached from it.
    @Test
    void aSocketForAllAddressesHasAllNames() {
        assertThat(SocketNames.find("udp:198.51.100.7:5070", open)).isSameAs(all);
        assertThat(SocketNames.find("udp:198.51.100.7:5060", open)).isNull();
        assertThat(SocketNames.find("tcp:198.51.100.7:5070", open)).isNull();
    }

    @Test
    void whatIsNoNameFindsNothing() {
        for (String text :
                List.of("", "udp", "udp:5060", "192.0.2.1:5060", "udp:192.0.2.1:x", "pigeon:192.0.2.1:5060")) {
            assertThat(SocketNames.find(text, open)).as(text).isNull();
        }
    }
}
