package io.sidetone.sip.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.sidetone.sip.base.Addresses;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/// Addresses as the system writes them (`sockaddr_in`, `sockaddr_in6`). Thread-safe: only functions.
final class SocketAddresses {

    static final int IPV4_LENGTH = 16;
    static final int IPV6_LENGTH = 28;

    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt SCOPE = ValueLayout.JAVA_INT_UNALIGNED;

    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SCOPE_AT = 24;

    private SocketAddresses() {}

    /// The family of an address, as the system numbers them.
    static int family(InetAddress address) {
        return address instanceof Inet6Address ? LibC.AF_INET6 : LibC.AF_INET;
    }

    static byte[] encode(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host == null) {
            throw new IllegalArgumentException("An address is needed, not a name: " + address);
        }
        boolean six = host instanceof Inet6Address;
        byte[] encoded = new byte[six ? IPV6_LENGTH : IPV4_LENGTH];
        MemorySegment segment = MemorySegment.ofArray(encoded);
        segment.set(FAMILY, 0, (short) family(host));
        segment.set(NETWORK_SHORT, PORT_AT, (short) address.getPort());
        byte[] octets = host.getAddress();
        MemorySegment.copy(octets, 0, segment, JAVA_BYTE, six ? IPV6_AT : IPV4_AT, octets.length);
        if (host instanceof Inet6Address scoped) {
            segment.set(SCOPE, SCOPE_AT, scoped.getScopeId());
        }
        return encoded;
    }

    /// The address that the system has written into a segment.
    static InetSocketAddress decode(MemorySegment segment) {
        int port = Short.toUnsignedInt(segment.get(NETWORK_SHORT, PORT_AT));
        boolean six = segment.get(FAMILY, 0) == LibC.AF_INET6;
        int scope = six ? segment.get(SCOPE, SCOPE_AT) : 0;
        return new InetSocketAddress(host(segment, six ? IPV6_AT : IPV4_AT, six, scope), port);
    }

    /// The host whose octets stand at an offset.
    static InetAddress host(MemorySegment segment, long at, boolean six, int scope) {
        byte[] octets = segment.asSlice(at, six ? 16 : 4).toArray(JAVA_BYTE);
        if (scope == 0) {
            return Addresses.ofOctets(octets);
        }
        try {
            return Inet6Address.getByAddress(null, octets, scope);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
