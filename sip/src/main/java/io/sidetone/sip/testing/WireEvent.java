package io.sidetone.sip.testing;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.SentBy;
import java.net.InetSocketAddress;
import java.time.Duration;

/// One thing that happened on a [VirtualNetwork]. As text it is one line of a ladder: time in seconds, transport,
/// from where to where, the first line of what was sent, and what became of it. Immutable.
public final class WireEvent {

    /// What happened.
    public enum Kind {
        /// A datagram, or all of what was sent in one piece over a connection, has arrived.
        ARRIVED(""),
        /// A datagram has vanished.
        LOST("lost"),
        /// A datagram came to where nobody listens, or where too many wait.
        UNHEARD("nobody takes it"),
        /// A connection was taken.
        CONNECTED("connected"),
        /// A connection was refused.
        REFUSED("refused"),
        /// The sender has closed a connection.
        CLOSED("closed"),
        /// A connection was cut.
        CUT("cut");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Duration time;
    private final Kind kind;
    private final Transport transport;
    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final byte[] octets;

    WireEvent(
            Duration time,
            Kind kind,
            Transport transport,
            InetSocketAddress from,
            InetSocketAddress to,
            byte[] octets) {
        this.time = time;
        this.kind = kind;
        this.transport = transport;
        this.from = from;
        this.to = to;
        this.octets = octets;
    }

    /// When it happened, from when the network was made.
    public Duration time() {
        return time;
    }

    /// What happened.
    public Kind kind() {
        return kind;
    }

    /// What by.
    public Transport transport() {
        return transport;
    }

    /// Who sent.
    public InetSocketAddress from() {
        return from;
    }

    /// Who was to get it.
    public InetSocketAddress to() {
        return to;
    }

    /// A copy of what was sent; nothing where it is about a connection itself.
    public byte[] octets() {
        return octets.clone();
    }

    /// The line of the ladder, without the end of the line.
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        line.append(time.toSeconds()).append('.');
        String millis = Integer.toString(time.toMillisPart());
        line.append("000", 0, 3 - millis.length()).append(millis);
        line.append(' ').append(transport).append(' ').append(SentBy.of(from));
        line.append(" -> ").append(SentBy.of(to));
        if (octets.length > 0) {
            line.append(' ').append(summary());
        }
        if (!kind.text.isEmpty()) {
            line.append(" (").append(kind.text).append(')');
        }
        return line.toString();
    }

    private String summary() {
        int end = 0;
        while (end < octets.length && octets[end] >= ' ' && octets[end] < 0x7F) {
            end++;
        }
        boolean isText = end > 0 && end < octets.length && octets[end] == '\r';
        return isText ? Text.decode(octets, 0, end) : octets.length + " octets";
    }
}
