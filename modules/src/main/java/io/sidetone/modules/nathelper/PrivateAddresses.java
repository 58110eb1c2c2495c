package io.sidetone.modules.nathelper;

import io.sidetone.script.source.Dialect;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;

/// The addresses of IPv4 that mean nothing on the Internet. Immutable.
final class PrivateAddresses {

    private PrivateAddresses() {}

    /// @param carriers whether the one counts that carriers put into tunnels, too
    /// @param dialect of the script: to Kamailio's ones addresses of the machine itself are not private
    @Rfc(number = 1918, section = "3")
    @Rfc(number = 6598, section = "7")
    @Rfc(number = 6333, section = "5.7")
    static boolean contain(Host host, boolean carriers, Dialect dialect) {
        byte[] address = host.address();
        if (address == null || address.length != 4) {
            return false;
        }
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        return switch (first) {
            case 10 -> true;
            case 127 -> dialect == Dialect.NATIVE;
            case 100 -> (second & 0xc0) == 64;
            case 172 -> (second & 0xf0) == 16;
            case 192 -> second == 168 || (carriers && second == 0 && address[2] == 0 && (address[3] & 0xf8) == 0);
            default -> false;
        };
    }

    /// The same for an address as text; false if it is none.
    static boolean contain(String text, boolean carriers, Dialect dialect) {
        try {
            return contain(Host.parseParameter(text), carriers, dialect);
        } catch (SyntaxException _) {
            return false;
        }
    }
}
