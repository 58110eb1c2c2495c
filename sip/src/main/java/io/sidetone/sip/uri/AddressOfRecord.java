package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// The canonical form of the address that a user is known by, the key of location tables. Immutable.
///
/// Made by [SipUri#addressOfRecord]: no password, parameters or headers; the user without escapes; the host in
/// its canonical text; no port where it is the default of the scheme. Equal addresses of record are one user.
///
/// @param scheme `sip` or `sips`
/// @param user the user without escapes, which may hold any character (NUL too); null if there is none. Octets
///     that are no UTF-8 are read as ISO 8859-1, so an old phone and a new one that spell the same name are one
///     user
/// @param host the domain in its canonical text
/// @param port 0 to 65535; -1 if none is named or it is the default
@Rfc(number = 3261, section = "10.3")
public record AddressOfRecord(String scheme, @Nullable String user, Host host, int port) implements WireText {

    /// @throws IllegalArgumentException if the scheme is another, or the port out of its range
    public AddressOfRecord {
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            throw new IllegalArgumentException("No scheme of an address of record: " + scheme);
        }
        if (port < -1 || port > 65_535) {
            throw new IllegalArgumentException("No port: " + port);
        }
    }

    /// The address of record as a URI, escaped only where the grammar asks for it.
    @Override
    public void writeTo(ByteWriter out) {
        out.text(scheme).octet(':');
        if (user != null) {
            out.text(PercentEscape.escape(user, PercentEscape.USER)).octet('@');
        }
        out.value(host);
        if (port >= 0) {
            out.octet(':').number(port);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
