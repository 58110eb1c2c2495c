package io.sidetone.server;

import io.sidetone.script.source.Dialect;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.AliasSetting;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.Services;
import io.sidetone.server.module.SocketLine;
import io.sidetone.server.module.SocketSetting;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.proxy.OwnAddresses;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.LocalInterfaces;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.ConnectionTimes;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.SocketOptions;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the global parameters of a script mean for sockets, connections and names. Immutable.
///
/// @param parameters as the script has set them
/// @param listen sockets that come in place of those of the script; none to have those
/// @param machine the addresses of the machine
/// @param dialect what the script is written in
record SocketPlan(CoreParameters parameters, List<SocketLine> listen, List<InetAddress> machine, Dialect dialect) {

    /// How the stack behaves.
    TransactionSettings transactions() {
        TransportSettings usual = TransportSettings.DEFAULT;
        ConnectionTimes times = usual.times();
        ConnectionLimits limits = usual.connections();
        TransportSettings transport = new TransportSettings(
                usual.messages(),
                new ConnectionLimits(
                        parameters.tcpMaxConnections.value().intValue(), limits.perAddress(), limits.writeQueue()),
                new ConnectionTimes(
                        dialect == Dialect.KAMAILIO
                                ? Duration.ofSeconds(parameters.tcpConnectSeconds.value())
                                : Duration.ofMillis(parameters.tcpConnectTimeout.value()),
                        times.handshake(),
                        times.firstMessage(),
                        Duration.ofSeconds(parameters.tcpMaxMessageTime.value()),
                        Duration.ofSeconds(parameters.tcpSendTimeout.value()),
                        Duration.ofSeconds(parameters.tcpConnectionLifetime.value()),
                        times.pong()),
                largestByUdp(),
                parameters.mhomed.value());
        TransactionSettings base = TransactionSettings.DEFAULT;
        return new TransactionSettings(transport, base.timers(), base.limits(), base.resolver(), base.rport());
    }

    private int largestByUdp() {
        boolean other = !parameters.udpMtuTryProto.value().equalsIgnoreCase(Transport.UDP.token());
        return other ? parameters.udpMtu.value().intValue() : TransportSettings.DEFAULT.largestByUdp();
    }

    /// What else the server is called.
    List<OwnAddresses.Alias> aliases() {
        List<OwnAddresses.Alias> names = new ArrayList<>();
        for (AliasSetting alias : parameters.aliases.value()) {
            int port = alias.port() != 0
                    ? alias.port()
                    : alias.host().isName() ? OwnAddresses.Alias.ANY_PORT : OwnAddresses.Alias.OUR_PORTS;
            names.add(new OwnAddresses.Alias(alias.host(), port, alias.transport()));
        }
        return names;
    }

    /// The sockets.
    ///
    /// @throws StartException if one names no address of this machine, or has no certificate
    List<ListenerSettings> sockets(Services services) throws StartException {
        List<ListenerSettings> sockets = new ArrayList<>();
        for (SocketLine line : listen.isEmpty() ? lines() : listen) {
            if (line instanceof SocketSetting socket) {
                for (InetAddress address : addresses(socket)) {
                    for (int port = socket.firstPort(); port <= socket.lastPort(); port++) {
                        sockets.add(settings(socket, new InetSocketAddress(address, port), services));
                    }
                }
            }
        }
        if (sockets.isEmpty()) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "there is no socket to listen on. Add a line such as socket=udp:127.0.0.1:5060 to the"
                            + " configuration, or start with --listen udp:127.0.0.1:5060.");
        }
        return sockets;
    }

    /// The lines of the script. A script of Kamailio's that has none listens on all addresses of the machine.
    private List<SocketLine> lines() {
        List<SocketLine> lines = new ArrayList<>(parameters.sockets.value());
        List<SocketSetting> listens = parameters.listens.value();
        if (lines.isEmpty() && listens.isEmpty() && dialect == Dialect.KAMAILIO) {
            listens = everywhere();
        }
        listens.forEach(each -> lines.add(each.at(parameters.port.value().intValue())));
        return lines;
    }

    private List<SocketSetting> everywhere() {
        List<SocketSetting> all = new ArrayList<>();
        for (InetAddress address : machine) {
            if (!address.isLinkLocalAddress()) {
                String host = address.getHostAddress();
                all.addAll(SocketSetting.listen(List.of(host.contains(":") ? "[" + host + "]" : host)));
            }
        }
        all.removeIf(socket -> parameters.disableTcp.value() && socket.transport() == Transport.TCP);
        return all;
    }

    private ListenerSettings settings(SocketSetting socket, InetSocketAddress address, Services services)
            throws StartException {
        Transport transport = socket.transport();
        ListenerSettings settings = transport.isSecure()
                ? ListenerSettings.of(transport, address, certificates(socket, address, services))
                : ListenerSettings.of(transport, address);
        SentBy advertised = advertised(socket, address.getPort());
        if (advertised != null) {
            settings = settings.withAdvertised(advertised);
        }
        int tos = socket.trafficClass();
        settings = settings.withOptions(new SocketOptions(
                parameters.maxbuffer.value().intValue(),
                SocketOptions.DEFAULT.sendBuffer(),
                tos >= 0 ? tos : parameters.tos.value().intValue(),
                SocketOptions.DEFAULT.freeBind()));
        if (socket.proxied()) {
            List<AddressBlock> named = parameters.proxyProtocolFrom.value();
            settings = settings.withProxies(named.isEmpty() ? AddressBlock.everywhere() : named);
        }
        String tag = socket.tag();
        return tag == null ? settings : settings.withTags(tag);
    }

    /// Says why a socket cannot be opened, and what to do.
    static StartException refused(ListenerSettings socket, IOException e) {
        String why = String.valueOf(e.getMessage());
        String what;
        if (why.contains("already in use")) {
            what = "Another program has this port: end it, or take another port";
        } else if (why.contains("assign requested")) {
            what = "This address is not of this machine: take one that is, or 0.0.0.0 for all";
        } else if (why.contains("ermission denied")) {
            what = "Ports below 1024 need the right CAP_NET_BIND_SERVICE: give it to this user, or take another port";
        } else {
            what = "The system says: " + why + ". Take another address or port";
        }
        return new StartException(
                Reason.SOCKET,
                "cannot listen on " + SocketNames.of(socket.transport(), socket.address()) + ". " + what
                        + ", by --listen or by the line socket=... of the configuration.",
                e);
    }

    private static TlsContext certificates(SocketSetting socket, InetSocketAddress address, Services services)
            throws StartException {
        TlsDomains domains = services.find(TlsDomains.class);
        if (domains == null) {
            throw new StartException(
                    Reason.CERTIFICATE,
                    "the socket " + SocketNames.of(socket.transport(), address)
                            + " needs a certificate. Load the module "
                            + "tls_mgm and name one with its parameters certificate and private_key.");
        }
        try {
            return domains.server(address);
        } catch (TlsException e) {
            throw new StartException(
                    Reason.CERTIFICATE,
                    "no certificate for " + SocketNames.of(socket.transport(), address) + ": " + e.getMessage(),
                    e);
        }
    }

    private @Nullable SentBy advertised(SocketSetting socket, int port) throws StartException {
        String own = socket.advertised();
        String text = own != null ? own : parameters.advertisedAddress.value();
        if (text.isEmpty()) {
            return null;
        }
        try {
            int colon = text.indexOf(':', Math.max(0, text.indexOf(']')));
            Host host = Host.parse(colon < 0 ? text : text.substring(0, colon));
            int common = parameters.advertisedPort.value().intValue();
            int written = colon < 0 ? common : Integer.parseInt(text.substring(colon + 1));
            return SentBy.of(host, written == 0 ? port : written);
        } catch (SyntaxException | NumberFormatException _) {
            throw new StartException(
                    Reason.CONFIGURATION, "'" + text + "' cannot be advertised: write host or host:port.");
        }
    }

    private static List<InetAddress> addresses(SocketSetting socket) throws StartException {
        String name = socket.address();
        try {
            if (name.equals("*")) {
                return List.of(InetAddress.getByName("0.0.0.0"));
            }
            byte[] octets =
                    Host.parse(name.contains(":") ? "[" + name + "]" : name).address();
            if (octets != null) {
                return List.of(InetAddress.getByAddress(octets));
            }
        } catch (SyntaxException | IOException _) {
            // It may be the name of an interface.
        }
        try {
            return LocalInterfaces.addresses(name);
        } catch (IOException _) {
            return named(name);
        }
    }

    private static List<InetAddress> named(String name) throws StartException {
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (IOException e) {
            throw new StartException(
                    Reason.SOCKET,
                    "'" + name
                            + "' is neither an address, nor a network interface of this machine, nor a name that "
                            + "can be resolved. Name one that is, by --listen or by the line socket=... of the "
                            + "configuration.",
                    e);
        }
    }
}
