package io.sidetone.sip.resolve;

import java.net.InetAddress;
import org.xbill.DNS.Name;

/// What one record of the DNS says.
sealed interface RecordData {

    /// A or AAAA: an address, which has no name.
    record Address(InetAddress address) implements RecordData {}

    /// SRV: a server of a service.
    ///
    /// @param priority lower ones come first
    /// @param weight the share among those of one priority
    record Server(int priority, int weight, int port, Name target) implements RecordData {}

    /// NAPTR: a service, by which transport, and where its SRV records are.
    ///
    /// @param order lower ones hide higher ones
    /// @param preference lower ones come first
    record Service(int order, int preference, String service, Name replacement) implements RecordData {}
}
