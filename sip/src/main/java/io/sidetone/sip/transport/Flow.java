package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The way to a peer: a connection, or the two addresses that datagrams go between. Thread-safe.
///
/// Two flows of datagrams are equal if their socket and addresses are; a connection equals only itself.
@Rfc(number = 5626, section = "2.1")
public interface Flow {

    /// The socket of ours that it goes through.
    Listener listener();

    /// What messages travel by.
    default Transport transport() {
        return listener().settings().transport();
    }

    /// Where the peer is. If a trusted proxy told it, that is where the proxy's peer is.
    InetSocketAddress remote();

    /// Our end: an address that is one of ours, never a wildcard.
    InetSocketAddress local();

    /// The peer's address in text, without brackets: what `received` says of it.
    default String source() {
        return text(remote());
    }

    /// The text of an address, without brackets and port.
    static String text(InetSocketAddress address) {
        String text = Host.ofAddress(address.getAddress().getAddress()).text();
        return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    }

    /// What we write of ourselves when we send here: what the socket advertises, else our end.
    default SentBy sentBy() {
        SentBy fixed = listener().sentBy();
        return fixed == null ? SentBy.of(local()) : fixed;
    }

    /// Sends a whole message or keep-alive without waiting.
    ///
    /// @param octets what to send; belongs to the flow from now on and must not be changed any more
    /// @param unsent is told if it was accepted and is lost before it is on the wire
    /// @return anything but `SENT` means that it was not accepted, and `unsent` is not told
    SendResult send(byte[] octets, Unsent unsent);

    /// Whether it may carry messages. A flow of datagrams does until its socket is closed.
    boolean isOpen();

    /// Closes a connection; of datagrams there is nothing to close.
    void close(ClosingReason reason);

    /// What it is, where it is a connection; null for datagrams.
    default @Nullable Connection connection() {
        return null;
    }

    /// Who the peer is by its certificate; null without TLS, and if the peer has shown none.
    @Nullable
    PeerIdentity identity();
}
