package io.sidetone.server.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.transform.Structure;
import io.sidetone.script.value.Type;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `{sock.*}`: sockets `transport:host:port`; and `{urialias.*}`: `host~port~number of the transport`.
final class SocketTransformations {

    /// Numbers of transports: the place in this list.
    private static final List<String> TRANSPORTS = List.of("", "udp", "tcp", "tls", "sctp", "ws", "wss");

    private static final Structure<Socket> SOCKET = new Structure<>(SocketTransformations::read);
    private static final Structure<String> TEXT = new Structure<>(text -> text);

    private SocketTransformations() {}

    /// The parts of a socket, each empty if it is missing.
    private record Socket(String transport, String host, String port) {}

    static List<TransformationDefinition> all() {
        return List.of(
                socket("sock.host", "The host.", "{sock.host} -> \"192.0.2.1\"", (socket, _) -> socket.host()),
                socket("sock.port", "The port.", "{sock.port} -> \"5060\"", (socket, _) -> socket.port()),
                socket("sock.proto", "The transport.", "{sock.proto} -> \"udp\"", (socket, _) -> socket.transport()),
                socket(
                        "sock.touri",
                        "As a SIP URI.",
                        "{sock.touri} -> \"sip:192.0.2.1:5060;transport=udp\"",
                        (socket, _) -> uri(socket)),
                TEXT.whole(
                        row(
                                "urialias.encode",
                                "The alias of a SIP URI; empty if it is none.",
                                "\"sip:192.0.2.1:5070;transport=tcp\"{urialias.encode} -> \"192.0.2.1~5070~2\""),
                        (text, _) -> encoded(text)),
                TEXT.whole(
                        row(
                                "urialias.decode",
                                "The SIP URI of an alias, without a transport if that is UDP; empty if it is none.",
                                "\"192.0.2.1~5070~2\"{urialias.decode} -> \"sip:192.0.2.1:5070;transport=tcp\""),
                        (text, _) -> decoded(text)));
    }

    private static TransformationDefinition row(String name, String description, String example) {
        return TransformationDefinition.of(name, Type.STRING, (_, _) -> null, description, example)
                .of(Family.KAMAILIO);
    }

    private static TransformationDefinition socket(
            String name, String description, String example, Structure.Part<Socket> part) {
        return SOCKET.whole(row(name, description + " Empty if missing.", "\"udp:192.0.2.1:5060\"" + example), part);
    }

    private static @Nullable Socket read(String text) {
        int colon = text.indexOf(':');
        String first = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        boolean named = !first.isEmpty() && TRANSPORTS.contains(first);
        String rest = named ? text.substring(colon + 1) : text;
        int end = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.indexOf(':');
        if (rest.startsWith("[") && end == 0) {
            return null;
        }
        String host = end < 0 ? rest : rest.substring(0, end);
        String port = end < 0 ? "" : rest.substring(end);
        if (host.isEmpty() || !(port.isEmpty() || port.matches(":[0-9]{1,5}"))) {
            return null;
        }
        return new Socket(named ? text.substring(0, colon) : "", host, port.isEmpty() ? "" : port.substring(1));
    }

    private static String uri(Socket socket) {
        return "sip:" + socket.host()
                + (socket.port().isEmpty() ? "" : ":" + socket.port())
                + (socket.transport().isEmpty() ? "" : ";transport=" + socket.transport());
    }

    private static String encoded(String text) {
        SipUri uri;
        try {
            uri = SipUri.parse(text);
        } catch (SyntaxException _) {
            return "";
        }
        String written = uri.parameter("transport");
        int transport = TRANSPORTS.indexOf(written == null ? "" : written.toLowerCase(Locale.ROOT));
        int number = transport > 0 ? transport : uri.isSecure() ? 3 : 1;
        int port = uri.port() >= 0 ? uri.port() : number == 3 || number == 6 ? 5061 : 5060;
        return uri.host().text() + "~" + port + "~" + number;
    }

    private static String decoded(String text) {
        String[] parts = text.split("~", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[2].length() != 1) {
            return "";
        }
        int number = parts[2].charAt(0) - '0';
        if (number < 0 || number >= TRANSPORTS.size()) {
            return "";
        }
        String address = "sip:" + parts[0] + (parts[1].isEmpty() ? "" : ":" + parts[1]);
        return number <= 1 ? address : address + ";transport=" + TRANSPORTS.get(number);
    }
}
