package io.sidetone.modules.nathelper;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;

/// The addresses of IPv4 that mean nothing on the Internet. Immutable.
final class PrivateAddresses {

    private PrivateAddresses() {}

    /// @param carriers whether the one counts that carriers put into tunnels, too
    @Rfc(number = 1918, section = "3")
    @Rfc(number = 6598, section = "7")
    @Rfc(number = 6333, section = "5.7")
    static boolean contain(Host host, boolean carriers) {
        byte[] address = host.address();
        if (address == null || address.length != 4) {
            return false;
        }
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        return switch (first) {
            case 10, 127 -> true;
            case 100 -> (second & 0xc0) == 64;
            case 172 -> (second & 0xf0) == 16;
            case 192 -> second == 168 || (carriers && second == 0 && address[2] == 0 && (address[3] & 0xf8) == 0);
            default -> false;
        };
    }

    /// The same for an address as text; false if it is none.
    static boolean contain(String text, boolean carriers) {
        try {
            return contain(Host.parseParameter(text), carriers);
        } catch (SyntaxException _) {
            return false;
        }
    }
}
