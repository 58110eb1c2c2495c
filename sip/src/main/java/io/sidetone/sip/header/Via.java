package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.TokenTable;
import io.sidetone.sip.text.WireText;
import io.sidetone.sip.uri.Host;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One hop that a request took, and the way that its responses take back. Immutable.
///
/// @param protocolName `SIP` in practice
/// @param protocolVersion `2.0` in practice
/// @param transport as written; compare with [#isTransport]
/// @param host where the sender wants responses
/// @param port 1 to 65535, or [#NO_PORT]
/// @param parameters all of them, those with accessors here too
@Rfc(number = 3261, section = "20.42")
public record Via(
        String protocolName, String protocolVersion, String transport, Host host, int port, Parameters parameters)
        implements WireText {

    /// The port of a sent-by that names none.
    public static final int NO_PORT = -1;

    /// What [#rport] answers if the sender did not ask for it.
    public static final int RPORT_ABSENT = -1;

    /// What [#rport] answers if the sender asks for it and nobody filled it in yet.
    public static final int RPORT_EMPTY = 0;

    /// How the branches begin that are unique in space and time.
    public static final String MAGIC_COOKIE = "z9hG4bK";

    private static final int MAX_PORT = 65535;
    private static final int MAX_TTL = 255;

    private static final String SIP = "SIP";
    private static final String VERSION = "2.0";

    /// The transports that there are: reading them makes no new strings.
    private static final TokenTable<String> TRANSPORTS =
            new TokenTable<>(List.of("UDP", "TCP", "TLS", "WS", "WSS", "SCTP", "TLS-SCTP"), Function.identity());

    /// @throws IllegalArgumentException if the port is out of range
    public Via {
        if (port != NO_PORT && (port < 1 || port > MAX_PORT)) {
            throw new IllegalArgumentException("No port: " + port);
        }
    }

    /// A hop of SIP 2.0.
    public static Via of(String transport, Host host, int port, String branch) {
        return new Via(SIP, VERSION, transport, host, port, Parameters.of("branch", branch));
    }

    /// Reads one hop. White space may stand around its slashes, colon and semicolons.
    public static Via parse(TextReader reader) throws SyntaxException {
        String protocolName = SIP;
        String protocolVersion = VERSION;
        // Nearly all of them begin so: no need to go through the parts.
        if (!reader.take("SIP/2.0/")) {
            protocolName = reader.token();
            expectSeparator(reader, '/');
            protocolVersion = reader.token();
            expectSeparator(reader, '/');
        }
        reader.skipSpace();
        String transport = reader.token(TRANSPORTS);
        PlainValues.expectSpace(reader);
        Host host = Host.read(reader);
        int port = NO_PORT;
        if (reader.takeSeparator(':')) {
            port = (int) reader.number(MAX_PORT);
            if (port == 0) {
                throw reader.error("port from 1 to 65535 expected");
            }
        }
        Parameters parameters = check(Parameters.read(reader), reader);
        return new Via(protocolName, protocolVersion, transport, host, port, parameters);
    }

    /// Moves past a hop of SIP 2.0 with no more white space than needed.
    static boolean passes(TextReader reader) throws SyntaxException {
        if (!reader.take("SIP/2.0/")) {
            return false;
        }
        reader.skipToken();
        PlainValues.expectSpace(reader);
        Host.skip(reader);
        boolean passes = !reader.take(':') || reader.number(MAX_PORT) > 0;
        while (passes && reader.takeSeparator(';')) {
            int from = reader.position();
            int to = reader.skipToken();
            boolean valued = reader.takeSeparator('=');
            if (Text.equalsIgnoreCase(reader.bytes(), from, to, "ttl")) {
                passes = valued && reader.number(MAX_TTL) >= 0;
            } else if (valued && Text.equalsIgnoreCase(reader.bytes(), from, to, "rport")) {
                passes = reader.number(MAX_PORT) >= 0;
            } else if (valued) {
                Parameters.skipValue(reader);
            }
        }
        return passes;
    }

    private static void expectSeparator(TextReader reader, char separator) throws SyntaxException {
        if (!reader.takeSeparator(separator)) {
            throw reader.error("'" + separator + "' expected");
        }
    }

    private static Parameters check(Parameters parameters, TextReader reader) throws SyntaxException {
        ParameterNumbers.check(parameters, "ttl", MAX_TTL, reader);
        int rport = parameters.indexOf("rport");
        if (rport >= 0 && parameters.rawValue(rport) != null) {
            ParameterNumbers.check(parameters, "rport", MAX_PORT, reader);
        }
        String received = parameters.raw("received");
        if (received != null && received.startsWith("[")) {
            // RFC 5118 §4.5: brackets are taken here and never written.
            return parameters.with("received", withoutBrackets(received));
        }
        return parameters;
    }

    private static String withoutBrackets(String address) {
        boolean bracketed = address.length() > 2 && address.startsWith("[") && address.endsWith("]");
        return bracketed ? address.substring(1, address.length() - 1) : address;
    }

    /// Whether the hop went over this transport, in any case.
    public boolean isTransport(String name) {
        return Text.equalsIgnoreCase(transport, name);
    }

    /// The identity of the transaction; null in messages of RFC 2543.
    @Rfc(number = 3261, section = "8.1.1.7")
    public @Nullable String branch() {
        return parameters.raw("branch");
    }

    /// Whether the branch is unique: it begins with the magic cookie, and goes on.
    @Rfc(number = 3261, section = "8.1.1.7")
    public boolean hasMagicCookie() {
        String branch = branch();
        return branch != null && branch.length() > MAGIC_COOKIE.length() && branch.startsWith(MAGIC_COOKIE);
    }

    /// The address that the request really came from, without brackets; null if nobody noted it.
    @Rfc(number = 3261, section = "18.2.1")
    public @Nullable String received() {
        return parameters.raw("received");
    }

    /// The port that the request really came from, [#RPORT_EMPTY] or [#RPORT_ABSENT].
    @Rfc(number = 3581, section = "3")
    public int rport() {
        int index = parameters.indexOf("rport");
        if (index < 0) {
            return RPORT_ABSENT;
        }
        return (int) Math.max(RPORT_EMPTY, ParameterNumbers.get(parameters, "rport", MAX_PORT));
    }

    /// The address that responses go to instead of the host; null if there is none.
    @Rfc(number = 3261, section = "18.2.2")
    public @Nullable String maddr() {
        return parameters.raw("maddr");
    }

    /// How many hops a multicast response may take, 0 to 255; -1 if it does not say.
    @Rfc(number = 3261, section = "20.42")
    public int ttl() {
        return (int) ParameterNumbers.getOrAbsent(parameters, "ttl", MAX_TTL);
    }

    /// Whether the connection may be used for requests the other way.
    @Rfc(number = 5923)
    public boolean hasAlias() {
        return parameters.contains("alias");
    }

    /// Whether the sender can keep the flow alive (no value) or was asked to (seconds).
    @Rfc(number = 6223)
    public boolean hasKeep() {
        return parameters.contains("keep");
    }

    /// The same with the address that the request came from. Brackets of an IPv6 address are dropped.
    @Rfc(number = 5118, section = "4.5")
    public Via withReceived(String address) {
        return with(parameters.with("received", withoutBrackets(address)));
    }

    /// The same with the port that the request came from.
    @Rfc(number = 3581, section = "4")
    public Via withRport(int value) {
        return with(parameters.with("rport", Integer.toString(value)));
    }

    /// The same with the address and, if the sender asked for it, the port that the request really came from.
    @Rfc(number = 3581, section = "4")
    public Via withSource(String address, int port) {
        Parameters.Builder noted = parameters.edit().set("received", withoutBrackets(address));
        if (parameters.contains("rport")) {
            noted.set("rport", Integer.toString(port));
        }
        return with(noted.build());
    }

    /// The same with other parameters.
    public Via with(Parameters other) {
        return new Via(protocolName, protocolVersion, transport, host, port, other);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(protocolName).octet('/').text(protocolVersion).octet('/').text(transport);
        out.octet(' ').value(host);
        if (port != NO_PORT) {
            out.octet(':').number(port);
        }
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
