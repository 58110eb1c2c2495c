package io.sidetone.server.module;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.EditScope;
import io.sidetone.server.context.RoutingSettings;
import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.proxy.BestResponse;
import io.sidetone.sip.proxy.ProxySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The global parameters: what a script sets outside of route blocks by `name = value`. Those that have no field
/// here are in [IgnoredParameters]. Thread-safe once the script is loaded.
///
/// What cannot be read is a [ScriptError] of the parameter that takes it, with the reason.
public final class CoreParameters {

    private static final int MANY = Integer.MAX_VALUE;

    private final List<ModuleParameter<?>> all = new ArrayList<>();

    // ---- Where we are, and what we are called

    /// The sockets, and the groups of them.
    public final ModuleParameter<List<SocketLine>> sockets = list(
            "socket",
            "A socket that messages come to: `udp:192.0.2.1:5060 as 203.0.113.1:5060 tag inside`; or a group of "
                    + "them: `bond:outside {\"udp:192.0.2.1:5060\", \"tcp:192.0.2.1:5060\"}`. With "
                    + "`allow_proxy_protocol` a connection may begin with a PROXY header, of version 1 or 2, as load "
                    + "balancers send it: `$si`, `$sp` and `$Ri`, `$Rp` are then what it says, and "
                    + "`$proxy_protocol` too; without that word such a connection is closed.",
            SocketLine::parse);

    /// The sockets as Kamailio's scripts write them.
    public final ModuleParameter<List<SocketSetting>> listens = lists(
            "listen",
            "A socket that messages come to: `udp:192.0.2.1:5060 advertise 203.0.113.1:5060 name \"inside\"`; "
                    + "without `udp:`, `tcp:` or `tls:` one for UDP and one for TCP.",
            SocketSetting::listen);

    /// The port of sockets of which none is written.
    public final ModuleParameter<Long> port =
            number("port", 0, 0, 65_535, "The port of sockets that are written without one; 0 for the usual one.");

    /// Whether Kamailio's scripts that name no socket listen by TCP as well.
    public final ModuleParameter<Boolean> disableTcp =
            flag("disable_tcp", false, "Whether there are no sockets for TCP unless `listen` names them.");

    /// Further names of ours.
    public final ModuleParameter<List<AliasSetting>> aliases = lists(
                    "alias",
                    "Other names of this server: `udp:example.org:5060`. Behind one may stand `accept_subdomain`.",
                    AliasSetting::parseAll)
            .or("domain");

    /// Who is believed when a connection begins with a PROXY header; none for everybody.
    public final ModuleParameter<List<AddressBlock>> proxyProtocolFrom = list(
            "proxy_protocol_from",
            "Who is believed when a connection to a socket with `allow_proxy_protocol` begins with a PROXY header: "
                    + "`192.0.2.7` or `192.0.2.0/24`. Without any it is whoever reaches the socket, and so each of "
                    + "them may pass for anybody.",
            CoreParameters::block);

    /// The host that messages say of us in place of the socket's; empty for the socket's.
    public final ModuleParameter<String> advertisedAddress =
            text("advertised_address", "", "The host that Via and Record-Route say of us.");

    /// The port that messages say of us in place of the socket's; 0 for the socket's.
    public final ModuleParameter<Long> advertisedPort = number(
            "advertised_port", 0, 0, 65_535, "The port that Via and Record-Route say of us; 0 for that of the socket.");

    /// Whether the system's routes choose the socket to send from.
    public final ModuleParameter<Boolean> mhomed =
            flag("mhomed", false, "Whether the socket is taken whose address the system would send from.");

    /// The traffic class of what is sent.
    public final ModuleParameter<Long> tos = added(new ModuleParameter<>(
            "tos",
            "The traffic class of what is sent: a number, or `IPTOS_LOWDELAY` and the like.",
            0L,
            Type.ANY,
            false,
            (_, given) -> (long) SocketSetting.trafficClass(String.join(" ", words(given)))));

    /// The largest buffer for datagrams, in octets.
    public final ModuleParameter<Long> maxbuffer =
            number("maxbuffer", 4 << 20, 1024, 1 << 30, "How many octets the system keeps for a late reader of UDP.");

    /// Which number this server has among several.
    public final ModuleParameter<Long> serverId =
            number("server_id", 0, 0, MANY, "The number of this server among several: `$sid`.");

    // ---- What is logged

    /// How much Kamailio's scripts log.
    public final ModuleParameter<Long> debug = number(
                    "debug", 0, -5, 9, "How much `xlog` and `log` of Kamailio's scripts say, from -5 to 3.")
            .changeable();

    /// How much scripts log by `log`, from -3 to 4. What the server itself logs is set outside of scripts.
    public final ModuleParameter<Long> logLevel = number(
                    "log_level",
                    2,
                    -3,
                    4,
                    "How much `log` of scripts and the lines of `acc` say, from -3 (alerts) to 4 (debugging).")
            .changeable();

    /// How much scripts log, from -3 to 4.
    public final ModuleParameter<Long> xlogLevel = number(
                    "xlog_level", 2, -3, 4, "How much `xlog` logs, from -3 (alerts) to 4 (debugging).")
            .changeable();

    /// The level of what scripts log without one.
    public final ModuleParameter<Long> xlogPrintLevel = number(
                    "xlog_print_level", 2, -3, 4, "The level of `xlog` where none is given.")
            .changeable();

    /// What stands before each line.
    public final ModuleParameter<String> logPrefix = text(
            "log_prefix",
            "",
            "What stands before each line that scripts log: text with a colon behind it; in Kamailio's scripts "
                    + "text with variables, as it is.");

    /// Whether `$C` gives colours.
    public final ModuleParameter<Boolean> xlogForceColor =
            flag("xlog_force_color", false, "Whether `$C(xy)` gives colours.").changeable();

    // ---- What scripts may do

    /// How often a loop may turn.
    public final ModuleParameter<Long> maxWhileLoops = number(
                    "max_while_loops", 10_000, 1, MANY, "How often one loop may turn before it is left.")
            .changeable();

    /// Which header fields older functions act on.
    public final ModuleParameter<String> edits = text(
                    "edits",
                    "received",
                    "Whether older functions such as `remove_hf` act on header fields as `received`, or "
                            + "`live`: as they are now.")
            .changeable();

    // ---- What is sent

    /// The Server of our responses; empty for none.
    public final ModuleParameter<String> serverHeader = text(
                    "server_header", "Server: Sidetone", "The header field `Server: ...` of our responses.")
            .changeable();

    /// The User-Agent of our requests; empty for none.
    public final ModuleParameter<String> userAgentHeader = text(
                    "user_agent_header", "User-Agent: Sidetone", "The header field `User-Agent: ...` of our requests.")
            .changeable();

    /// Whether our messages have those.
    public final ModuleParameter<Boolean> serverSignature = flag(
                    "server_signature", true, "Whether our messages say what made them.")
            .changeable();

    /// Whether a 503 goes back as it is.
    public final ModuleParameter<Boolean> disable503Translation = flag(
                    "disable_503_translation", false, "Whether a 503 goes back as it is, and not as 500.")
            .changeable();

    // ---- Finding others

    /// Whether other addresses of a name are tried.
    public final ModuleParameter<Boolean> disableDnsFailover = flag(
                    "disable_dns_failover", false, "Whether only the first address of a destination is tried.")
            .changeable();

    /// The lists of destinations that nothing is sent to.
    public final ModuleParameter<List<BlacklistSetting>> blacklists = list(
            "dst_blacklist",
            "A list of destinations that nothing is sent to: `gw:{(udp, 192.0.2.0/24, 5060, \"\")}`.",
            BlacklistSetting::parse);

    /// Whether other addresses of a name are tried, in Kamailio's scripts.
    public final ModuleParameter<Boolean> useDnsFailover = flag(
                    "use_dns_failover",
                    false,
                    "Whether other addresses of a destination are tried when the first one fails; in Kamailio's "
                            + "scripts, which else try none.")
            .or("dns_use_failover")
            .changeable();

    /// The largest request by UDP.
    public final ModuleParameter<Long> udpMtu = number(
            "udp_mtu",
            0,
            0,
            65_535,
            "The size in octets up to which requests go by UDP, if `udp_mtu_try_proto` names a connection; 0 for any.");

    /// What larger requests go by.
    public final ModuleParameter<String> udpMtuTryProto = text(
            "udp_mtu_try_proto",
            "UDP",
            "What requests larger than `udp_mtu` go by: `TCP`, or `UDP`, as all others. `TLS` is taken for `TCP`.");

    // ---- Databases

    /// The database of modules that are given no other; empty for the embedded one.
    public final ModuleParameter<String> dbDefaultUrl =
            text("db_default_url", "", "The database of modules that are given no other.");

    // ---- Connections

    /// Milliseconds for a connection to be made.
    public final ModuleParameter<Long> tcpConnectTimeout = number(
                    "tcp_connect_timeout", 5_000, 1, MANY, "How many milliseconds making a connection may take.")
            .in(Dialect.NATIVE);

    /// Seconds for a connection to be made.
    public final ModuleParameter<Long> tcpConnectSeconds = number(
                    "tcp_connect_timeout", 10, 1, 100_000, "How many seconds making a connection may take.")
            .in(Dialect.KAMAILIO);

    /// Seconds that what is to be sent waits for the peer.
    public final ModuleParameter<Long> tcpSendTimeout = number(
            "tcp_send_timeout", 30, 1, 100_000, "How many seconds a peer may take nothing of what waits to be sent.");

    /// Seconds that a connection is kept without traffic.
    public final ModuleParameter<Long> tcpConnectionLifetime =
            number("tcp_connection_lifetime", 900, 1, MANY, "How many seconds a connection is kept without traffic.");

    /// How many connections there may be.
    public final ModuleParameter<Long> tcpMaxConnections =
            number("tcp_max_connections", 131_072, 1, MANY, "How many connections there may be.");

    /// Seconds that a message may take to arrive.
    public final ModuleParameter<Long> tcpMaxMessageTime = number(
                    "tcp_max_msg_time", 30, 1, MANY, "How many seconds one message may take to arrive.")
            .or("tcp_msg_read_timeout")
            .or("tcp_msg_data_timeout");

    /// What they say of how requests are forwarded and answered.
    ///
    /// @param proxy what else is known of that
    /// @param dialect what the script is written in
    public RoutingSettings routing(ProxySettings proxy, Dialect dialect) {
        BestResponse.Settings best = proxy.best();
        boolean passUnavailable = best.passUnavailable() || disable503Translation.value();
        boolean failover = dialect == Dialect.KAMAILIO ? useDnsFailover.value() : !disableDnsFailover.value();
        ProxySettings changed =
                proxy.withBest(best.withPassUnavailable(passUnavailable)).withFailover(proxy.failover() && failover);
        EditScope scope = edits.value().equalsIgnoreCase("live") ? EditScope.LIVE : EditScope.RECEIVED;
        return new RoutingSettings(
                changed, signature(serverHeader.value()), signature(userAgentHeader.value()), scope, false, true, null);
    }

    /// The value of a field that is set with its name; null where messages do not say what made them.
    private @Nullable String signature(String field) {
        String value = field.substring(field.indexOf(':') + 1).strip();
        return value.isEmpty() || !serverSignature.value() ? null : value;
    }

    /// All of them, those included that do nothing.
    public List<ModuleParameter<?>> all() {
        List<ModuleParameter<?>> everything = new ArrayList<>(all);
        everything.addAll(IgnoredParameters.all());
        everything.addAll(IgnoredOfKamailio.all());
        return everything;
    }

    private <T> ModuleParameter<T> added(ModuleParameter<T> parameter) {
        all.add(parameter);
        return parameter;
    }

    private ModuleParameter<Long> number(String name, long usual, long least, long greatest, String description) {
        return added(new ModuleParameter<Long>(
                        name, description, usual, Type.INTEGER, false, (_, given) -> (Long) given))
                .between(least, greatest);
    }

    private ModuleParameter<Boolean> flag(String name, boolean usual, String description) {
        return added(
                new ModuleParameter<>(name, description, usual, Type.INTEGER, false, (_, given) -> !given.equals(0L)));
    }

    private ModuleParameter<String> text(String name, String usual, String description) {
        return added(
                new ModuleParameter<>(name, description, usual, Type.STRING, false, (_, given) -> Values.text(given)));
    }

    private <T> ModuleParameter<List<T>> list(String name, String description, Function<List<String>, T> reader) {
        return lists(name, description, words -> List.of(reader.apply(words)));
    }

    private <T> ModuleParameter<List<T>> lists(
            String name, String description, Function<List<String>, List<T>> reader) {
        return added(new ModuleParameter<>(name, description, List.<T>of(), Type.ANY, true, (before, given) -> {
            List<T> more = new ArrayList<>(before);
            more.addAll(reader.apply(words(given)));
            return List.copyOf(more);
        }));
    }

    private static AddressBlock block(List<String> words) {
        String text = String.join(" ", words);
        try {
            return BlacklistSetting.network(text);
        } catch (IllegalArgumentException _) {
            throw new ScriptError("'" + text + "' is no block of addresses: write 192.0.2.7 or 192.0.2.0/24");
        }
    }

    /// A value that is read as words: one in quotes is taken apart at its blanks.
    static List<String> words(Object given) {
        if (given instanceof List<?> words) {
            return words.stream().map(Values::text).toList();
        }
        return List.of(Values.text(given).strip().split("[ \\t]+", -1));
    }
}
