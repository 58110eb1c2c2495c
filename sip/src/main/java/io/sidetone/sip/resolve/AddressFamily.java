package io.sidetone.sip.resolve;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.xbill.DNS.Type;

/// One of the two kinds of IP addresses.
public enum AddressFamily {
    /// Four octets; A records.
    IPV4(Type.A),
    /// Sixteen octets; AAAA records.
    IPV6(Type.AAAA);

    private final int recordType;

    AddressFamily(int recordType) {
        this.recordType = recordType;
    }

    /// The family of an address. One of IPv4 that was written as one of IPv6 belongs to IPv4.
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /// The type of the DNS records that hold such addresses.
    int recordType() {
        return recordType;
    }
}
