package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.jspecify.annotations.Nullable;

/// One address that ICE may try: `a=candidate`. Immutable.
///
/// @param foundation the same for candidates of the same kind and base
/// @param component 1 to 256: 1 for RTP, 2 for RTCP
/// @param transport `UDP`, `TCP` or another, as written
/// @param priority 0 to 4294967295, the higher the better
/// @param address an IP address or a host name, as written; IPv6 without brackets
/// @param port 0 to 65535
/// @param type `host`, `srflx`, `prflx`, `relay` or another
/// @param relatedAddress what lies behind a candidate that is not a host's; null if not given
/// @param relatedPort its port, or -1 if not given
/// @param extensions the pairs that follow, such as `tcptype active`
@Rfc(number = 8839, section = "5.1")
public record Candidate(
        String foundation,
        int component,
        String transport,
        long priority,
        String address,
        int port,
        String type,
        @Nullable String relatedAddress,
        int relatedPort,
        Parameters extensions)
        implements AttributeValue {

    /// The name of the attribute.
    public static final String NAME = "candidate";

    private static final int MAX_COMPONENT = 256;
    private static final long MAX_PRIORITY = 0xFFFF_FFFFL;

    /// @throws IllegalArgumentException if a part can not stand as a field of a line, or a number is out of its
    ///     range
    public Candidate {
        SdpText.requireField(foundation, "foundation");
        SdpText.requireNumber(component, 1, MAX_COMPONENT, "Component");
        SdpText.requireField(transport, "transport");
        SdpText.requireNumber(priority, 0, MAX_PRIORITY, "Priority");
        SdpText.requireField(address, "address");
        SdpText.requireNumber(port, 0, SdpText.MAX_PORT, "Port");
        SdpText.requireField(type, "type");
        if (relatedAddress != null) {
            SdpText.requireField(relatedAddress, "related address");
        }
        SdpText.requireNumber(relatedPort, -1, SdpText.MAX_PORT, "Related port");
        for (int i = 0; i < extensions.size(); i++) {
            String value = extensions.rawValue(i);
            SdpText.requireField(extensions.name(i), "name of an extension");
            SdpText.requireField(value == null ? "" : value, "value of an extension");
        }
    }

    /// Reads the value of a `candidate` attribute.
    public static Candidate parse(String text) throws SyntaxException {
        return SdpText.parse(text, Candidate::read);
    }

    static Candidate read(TextReader reader) throws SyntaxException {
        String foundation = SdpText.field(reader, "foundation");
        int component = (int) SdpText.number(reader, MAX_COMPONENT);
        if (component == 0) {
            throw reader.error("component from 1 expected");
        }
        String transport = SdpText.field(reader, "transport");
        long priority = SdpText.number(reader, MAX_PRIORITY);
        String address = SdpText.field(reader, "address");
        int port = (int) SdpText.number(reader, SdpText.MAX_PORT);
        if (!SdpText.field(reader, "typ").equals("typ")) {
            throw reader.error("typ expected");
        }
        String type = SdpText.field(reader, "type");
        String relatedAddress = null;
        int relatedPort = -1;
        Parameters.Builder extensions = Parameters.builder();
        while (SdpText.atField(reader)) {
            String name = SdpText.field(reader, "name");
            if (name.equals("raddr")) {
                relatedAddress = SdpText.field(reader, "related address");
            } else if (name.equals("rport")) {
                relatedPort = (int) SdpText.number(reader, SdpText.MAX_PORT);
            } else {
                extensions.add(name, SdpText.field(reader, "value"));
            }
        }
        return new Candidate(
                foundation,
                component,
                transport,
                priority,
                address,
                port,
                type,
                relatedAddress,
                relatedPort,
                extensions.build());
    }

    /// The value of the first extension of this name; null if it is absent.
    public @Nullable String extension(String name) {
        return extensions.raw(name);
    }

    /// This candidate at another address, all else as it is.
    public Candidate withAddress(String newAddress, int newPort) {
        return new Candidate(
                foundation,
                component,
                transport,
                priority,
                newAddress,
                newPort,
                type,
                relatedAddress,
                relatedPort,
                extensions);
    }

    @Override
    public String attributeName() {
        return NAME;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(foundation).octet(' ').number(component).octet(' ').text(transport);
        out.octet(' ').number(priority).octet(' ').text(address).octet(' ').number(port);
        out.text(" typ ").text(type);
        if (relatedAddress != null) {
            out.text(" raddr ").text(relatedAddress);
        }
        if (relatedPort >= 0) {
            out.text(" rport ").number(relatedPort);
        }
        for (int i = 0; i < extensions.size(); i++) {
            String value = extensions.rawValue(i);
            out.octet(' ').text(extensions.name(i)).octet(' ').text(value == null ? "" : value);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
