package io.sidetone.server.module;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.EditScope;
import io.sidetone.server.context.RoutingSettings;
import io.sidetone.sip.base.AddressBlock;
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

    /// Further names of ours.
    public final ModuleParameter<List<AliasSetting>> aliases =
            list("alias", "Another name of this server: `udp:example.org:5060`.", AliasSetting::parse);

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

    // ---- What is logged

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
    public final ModuleParameter<String> logPrefix =
            text("log_prefix", "", "What stands before each line of the log, with a colon behind it.");

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

    // ---- Databases

    /// The database of modules that are given no other; empty for the embedded one.
    public final ModuleParameter<String> dbDefaultUrl =
            text("db_default_url", "", "The database of modules that are given no other.");

    // ---- Connections

    /// Milliseconds for a connection to be made.
    public final ModuleParameter<Long> tcpConnectTimeout =
            number("tcp_connect_timeout", 5_000, 1, MANY, "How many milliseconds making a connection may take.");

    /// Seconds that a connection is kept without traffic.
    public final ModuleParameter<Long> tcpConnectionLifetime =
            number("tcp_connection_lifetime", 900, 1, MANY, "How many seconds a connection is kept without traffic.");

    /// How many connections there may be.
    public final ModuleParameter<Long> tcpMaxConnections =
            number("tcp_max_connections", 131_072, 1, MANY, "How many connections there may be.");

    /// Seconds that a message may take to arrive.
    public final ModuleParameter<Long> tcpMaxMessageTime =
            number("tcp_max_msg_time", 30, 1, MANY, "How many seconds one message may take to arrive.");

    /// What they say of how requests are forwarded and answered.
    ///
    /// @param proxy what else is known of that
    public RoutingSettings routing(ProxySettings proxy) {
        ProxySettings changed = proxy.withBest(proxy.best().withPassUnavailable(disable503Translation.value()))
                .withFailover(proxy.failover() && !disableDnsFailover.value());
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
        return added(new ModuleParameter<>(name, description, List.<T>of(), Type.ANY, true, (before, given) -> {
            List<T> more = new ArrayList<>(before);
            more.add(reader.apply(words(given)));
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
