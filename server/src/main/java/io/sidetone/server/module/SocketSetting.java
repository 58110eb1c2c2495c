package io.sidetone.server.module;

import io.sidetone.script.value.ScriptError;
import io.sidetone.sip.resolve.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `udp:192.0.2.1:5060 as 203.0.113.1:5060 tag inside`: one socket, or one for each of several addresses or
/// ports. Immutable.
///
/// @param transport what it carries messages by
/// @param address an address, a host name, a network interface, or `*` for all
/// @param firstPort 0 to 65535; the usual one of the transport where none was written
/// @param lastPort the same, but for a range of ports
/// @param advertised what messages say of it, `host` or `host:port`; null for its own address
/// @param tag the name to choose it by; null for none
/// @param trafficClass of what is sent from it; -1 for what all have
/// @param anycast whether several machines have the address
/// @param subdomains whether all domains below its host name are ours as well
/// @param proxied whether connections may begin with a PROXY header
public record SocketSetting(
        Transport transport,
        String address,
        int firstPort,
        int lastPort,
        @Nullable String advertised,
        @Nullable String tag,
        int trafficClass,
        boolean anycast,
        boolean subdomains,
        boolean proxied)
        implements SocketLine {

    /// Reads the words of one line, which on the command line is one word.
    ///
    /// @throws ScriptError if they mean nothing
    public static SocketSetting parse(List<String> words) {
        return parse(words, false);
    }

    /// @param open whether the port stays 0 where none is written
    private static SocketSetting parse(List<String> words, boolean open) {
        SocketSetting socket = where(words.getFirst(), open);
        for (int i = 1; i < words.size(); i++) {
            String option = words.get(i).toLowerCase(Locale.ROOT).replace('-', '_');
            boolean takesOne = switch (option) {
                case "as",
                        "advertise",
                        "tag",
                        "name",
                        "agname",
                        "vrf",
                        "tos",
                        "use_workers",
                        "use_auto_scaling_profile" -> true;
                default -> false;
            };
            if (takesOne && ++i == words.size()) {
                throw new ScriptError("something has to stand behind '" + option + "' of the socket");
            }
            socket = socket.with(option, takesOne ? words.get(i) : "");
        }
        return socket;
    }

    /// Reads what Kamailio's `listen` says: without a transport there is one socket for UDP and one for TCP. Where
    /// no port is written it is 0 until [#at] says which.
    ///
    /// @throws ScriptError if the words mean nothing
    public static List<SocketSetting> listen(List<String> words) {
        String first = words.getFirst();
        int colon = first.indexOf(':');
        if (colon >= 0
                && first.substring(0, colon).chars().allMatch(Character::isLetter)
                && Transport.of(first.substring(0, colon)) != null) {
            return List.of(parse(words, true));
        }
        List<SocketSetting> both = new ArrayList<>();
        for (String transport : List.of("udp:", "tcp:")) {
            List<String> complete = new ArrayList<>(words);
            complete.set(0, transport + first);
            both.add(parse(complete, true));
        }
        return both;
    }

    private static SocketSetting where(String text, boolean open) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Transport transport = Transport.of(name);
        if (colon < 0 || transport == null) {
            throw new ScriptError("a socket begins with udp:, tcp:, tls:, ws: or wss:, not with '" + name + "'");
        }
        String rest = text.substring(colon + 1);
        int bracket = rest.indexOf(']');
        int port = rest.indexOf(':', Math.max(bracket, 0));
        // An IPv6 address without brackets has no port behind it.
        if (bracket < 0 && rest.indexOf(':') != rest.lastIndexOf(':')) {
            port = -1;
        }
        String address =
                (port < 0 ? rest : rest.substring(0, port)).replace("[", "").replace("]", "");
        if (address.isEmpty()) {
            throw new ScriptError("the socket '" + text + "' needs an address, a name or '*'");
        }
        String usual = open ? "0" : Integer.toString(transport.defaultPort());
        String ports = port < 0 ? usual : rest.substring(port + 1);
        int dash = ports.indexOf('-');
        int first = port(dash < 0 ? ports : ports.substring(0, dash));
        int last = dash < 0 ? first : port(ports.substring(dash + 1));
        if (last < first) {
            throw new ScriptError("the ports " + ports + " of a socket have to rise");
        }
        return new SocketSetting(transport, address, first, last, null, null, -1, false, false, false);
    }

    private static int port(String digits) {
        if (!digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(Character::isDigit)) {
            int port = Integer.parseInt(digits);
            if (port <= 65_535) {
                return port;
            }
        }
        throw new ScriptError("'" + digits + "' is no port of a socket");
    }

    /// The same with a port where none is written.
    ///
    /// @param usual 0 for that of the transport
    public SocketSetting at(int usual) {
        if (firstPort != 0) {
            return this;
        }
        int chosen = usual == 0 ? transport.defaultPort() : usual;
        return new SocketSetting(
                transport, address, chosen, chosen, advertised, tag, trafficClass, anycast, subdomains, proxied);
    }

    private SocketSetting with(String option, String value) {
        return switch (option) {
            case "as" -> copy(value, tag, trafficClass, anycast, subdomains, proxied);
            case "advertise" -> copy(place(value), tag, trafficClass, anycast, subdomains, proxied);
            case "tag", "name" -> copy(advertised, value, trafficClass, anycast, subdomains, proxied);
            case "tos" -> copy(advertised, tag, trafficClass(value), anycast, subdomains, proxied);
            case "anycast" -> copy(advertised, tag, trafficClass, true, subdomains, proxied);
            case "accept_subdomain" -> copy(advertised, tag, trafficClass, anycast, true, proxied);
            case "allow_proxy_protocol", "allow_proxy" -> behindProxy();
            // One pool serves all sockets, datagrams may always be fragmented, and connections find free ports.
            case "use_workers", "use_auto_scaling_profile", "frag", "reuse_port", "agname" -> this;
            // Whether an address is there already shows when the socket is opened.
            case "virtual" -> this;
            case "vrf" -> throw new ScriptError("a socket cannot be bound to a routing domain of the system");
            case "send_proxy_protocol", "send_proxy", "proxy_protocol", "proxy" ->
                throw new ScriptError("PROXY headers are taken, but not sent: write allow_proxy_protocol");
            default -> throw new ScriptError("a socket has no option '" + option + "'");
        };
    }

    /// What is advertised, without the transport that Kamailio lets stand in front of it.
    private static String place(String value) {
        int colon = value.indexOf(':');
        return colon >= 0 && Transport.of(value.substring(0, colon)) != null ? value.substring(colon + 1) : value;
    }

    private SocketSetting behindProxy() {
        if (transport == Transport.UDP) {
            throw new ScriptError("PROXY headers are taken of connections only, not of udp");
        }
        return copy(advertised, tag, trafficClass, anycast, subdomains, true);
    }

    private SocketSetting copy(
            @Nullable String as, @Nullable String named, int traffic, boolean any, boolean below, boolean behind) {
        return new SocketSetting(transport, address, firstPort, lastPort, as, named, traffic, any, below, behind);
    }

    /// Reads a traffic class: a number from 0 to 255, or one of the old names.
    ///
    /// @throws ScriptError if it is none
    static int trafficClass(String text) {
        int known = switch (text.toUpperCase(Locale.ROOT)) {
            case "IPTOS_LOWDELAY" -> 0x10;
            case "IPTOS_THROUGHPUT" -> 0x08;
            case "IPTOS_RELIABILITY" -> 0x04;
            case "IPTOS_LOWCOST", "IPTOS_MINCOST" -> 0x02;
            default -> -1;
        };
        try {
            int traffic = known >= 0 ? known : Integer.decode(text);
            if (traffic >= 0 && traffic <= 255) {
                return traffic;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new ScriptError("'" + text + "' is no traffic class: a number from 0 to 255, or IPTOS_LOWDELAY");
    }

    /// All places that it listens on. Asks the system, and DNS for a host name: may wait.
    ///
    /// @throws IOException if nothing has this name
    public List<InetSocketAddress> places() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        NetworkInterface card = address.equals("*") ? null : NetworkInterface.getByName(address);
        if (address.equals("*")) {
            addresses.add(InetAddress.getByName("0.0.0.0"));
        } else if (card != null) {
            card.getInetAddresses().asIterator().forEachRemaining(addresses::add);
        } else {
            addresses.add(InetAddress.getByName(address));
        }
        List<InetSocketAddress> places = new ArrayList<>();
        for (InetAddress each : addresses) {
            for (int port = firstPort; port <= lastPort; port++) {
                places.add(new InetSocketAddress(each, port));
            }
        }
        return places;
    }
}
