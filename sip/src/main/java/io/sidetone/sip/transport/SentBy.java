package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Host and port by which others find a socket of ours: in Via, Record-Route and Contact. Immutable.
@Rfc(number = 3261, section = "18.1.1")
public final class SentBy {

    private final Host host;
    private final int port;
    private final byte[] text;

    private SentBy(Host host, int port) {
        this.host = host;
        this.port = port;
        ByteWriter out = new ByteWriter(48);
        host.writeTo(out);
        this.text = out.octet(':').number(port).toByteArray();
    }

    /// A host, which may be a name, with a port.
    ///
    /// @param port 1 to 65535
    public static SentBy of(Host host, int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("No port: " + port);
        }
        return new SentBy(host, port);
    }

    /// The address itself, which must not be a name.
    public static SentBy of(InetSocketAddress address) {
        return of(Host.ofAddress(address.getAddress().getAddress()), address.getPort());
    }

    /// The host.
    public Host host() {
        return host;
    }

    /// The port, which is always written.
    public int port() {
        return port;
    }

    /// Host, colon and port as they stand in a message. Only to be read.
    byte[] text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SentBy that && that.port == port && that.host.equals(host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
