package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.Version;
import io.sidetone.sip.SipElement;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsSettings;
import io.sidetone.sip.transaction.TimerSettings;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.ua.UserAgentLimits;
import io.sidetone.sip.ua.UserAgentSettings;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A user agent as the command line wants it, with the sockets and secrets that it needs. Thread-safe.
///
/// @param identity who it is
/// @param route the server that all requests go through; null if there is none
/// @param withPassword whether it can log in
/// @param timeout how long it waits for answers
/// @param journal sees its messages
record Phone(
        SipElement element,
        UserAgent agent,
        NameAddress identity,
        @Nullable SipUri route,
        boolean withPassword,
        Duration timeout,
        Journal journal)
        implements AutoCloseable {

    private static final List<Transport> TRANSPORTS = List.of(Transport.UDP, Transport.TCP, Transport.TLS);

    private static final int TARGETS = 1;

    /// Opens it.
    ///
    /// @param identity who it is
    static Phone open(CommonOptions options, NameAddress identity, UserAgentHandler handler) throws CommandException {
        SipUri route = options.proxy();
        String password = options.password();
        String login = options.login(identity);
        Duration timeout = options.timeout();
        Journal journal = options.journal();
        AtomicReference<@Nullable UserAgent> made = new AtomicReference<>();
        SipElement element;
        try {
            element = SipElement.builder()
                    .settings(TransactionSettings.DEFAULT.withTimers(TimerSettings.DEFAULT.withTimeout(timeout)))
                    .start(layer -> {
                        layer.transport().tap(journal);
                        UserAgent agent = new UserAgent(layer, settings(identity, route), handler);
                        made.set(agent);
                        return agent;
                    });
        } catch (IOException e) {
            throw CommandException.failed("no socket can be had: " + e.getMessage());
        }
        UserAgent agent = Objects.requireNonNull(made.get());
        try {
            listen(element, options);
        } catch (CommandException e) {
            element.close();
            throw e;
        }
        if (password != null && login != null) {
            agent.credentials().putForAll(login, DigestSecret.ofPassword(password));
        }
        return new Phone(element, agent, identity, route, password != null && login != null, timeout, journal);
    }

    private static UserAgentSettings settings(NameAddress identity, @Nullable SipUri route) {
        UserAgentSettings usual = UserAgentSettings.of(identity);
        UserAgentLimits limits = usual.limits();
        return new UserAgentSettings(
                identity,
                null,
                route == null ? List.of() : List.of(NameAddress.of(route)),
                "Sidetone/" + Version.number(),
                usual.allowed(),
                List.of(MediaType.SDP),
                usual.supported(),
                usual.sessionTimer(),
                usual.dialogs(),
                // A redirection is an answer to show, not to follow.
                new UserAgentLimits(limits.calls(), limits.merged(), TARGETS, limits.ringing()));
    }

    // ---- Sockets

    private static void listen(SipElement element, CommonOptions options) throws CommandException {
        Transport only = options.transport();
        List<Transport> transports = only == null ? TRANSPORTS : List.of(only);
        TlsContext tls = transports.contains(Transport.TLS) ? tls(options) : null;
        List<ListenerSettings> wanted = new ArrayList<>();
        for (String text : options.listen()) {
            wanted.addAll(sockets(text, transports, tls));
        }
        boolean anywhere = wanted.isEmpty();
        if (anywhere) {
            wanted.addAll(sockets("0.0.0.0", transports, tls));
            wanted.addAll(sockets("[::]", transports, tls));
        }
        for (ListenerSettings socket : wanted) {
            try {
                element.layer().transport().listen(socket);
            } catch (IOException e) {
                // Not every machine has both families.
                if (!anywhere) {
                    throw CommandException.failed("can not listen at "
                            + socket.transport().token() + ":" + socket.address() + ": " + e.getMessage());
                }
            }
        }
        if (element.listeners().isEmpty()) {
            throw CommandException.failed("no socket can be had on this machine.");
        }
    }

    private static TlsContext tls(CommonOptions options) throws CommandException {
        TlsSettings settings = TlsSettings.of().withVerifyServers(!options.insecure());
        Path authorities = options.authorities();
        try {
            return TlsContext.load(authorities == null ? settings : settings.withAuthorities(authorities));
        } catch (TlsException e) {
            throw CommandException.usage("the certificates can not be used: " + e.getMessage());
        }
    }

    private static List<ListenerSettings> sockets(String text, List<Transport> transports, @Nullable TlsContext tls)
            throws CommandException {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        Transport named = first < 0 ? null : Transport.of(text.substring(0, first));
        boolean whole = named != null && last > first;
        String host = whole ? text.substring(first + 1, last) : text;
        InetSocketAddress address =
                new InetSocketAddress(address(text, host), whole ? port(text, text.substring(last + 1)) : 0);
        List<ListenerSettings> sockets = new ArrayList<>();
        for (Transport transport : whole ? List.of(named) : transports) {
            if (!transports.contains(transport)) {
                throw CommandException.usage("--listen " + text + " has a transport that is not used.");
            }
            sockets.add(
                    tls != null && transport.isSecure()
                            ? ListenerSettings.of(transport, address, tls)
                            : ListenerSettings.of(transport, address));
        }
        return sockets;
    }

    private static InetAddress address(String option, String host) throws CommandException {
        try {
            byte[] octets = Host.parse(host).address();
            if (octets != null) {
                return InetAddress.getByAddress(octets);
            }
        } catch (SyntaxException | IOException _) {
            // Said below.
        }
        throw CommandException.usage("--listen needs an address or transport:address:port, not " + option + ".");
    }

    private static int port(String option, String text) throws CommandException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw CommandException.usage("there is no such port: " + option);
    }

    // ---- The way

    /// The flow that the first request to somebody leaves by.
    ///
    /// @throws CommandException if there is no way, with what is missing
    Flow way(Uri target) throws CommandException {
        Uri next = route == null ? target : route;
        switch (resolve(next)) {
            case Resolution.Failed(Resolution.Reason reason, String detail) ->
                throw Outcome.noWay(
                        switch (reason) {
                            case UNSUPPORTED_SCHEME -> "where " + next + " leads only a server knows: use --proxy.";
                            case MALFORMED, NOT_FOUND -> "there is no such host: " + next + " (" + detail + ").";
                            case NO_TRANSPORT -> "no socket of this machine leads to " + next + " (" + detail + ").";
                            case DNS_FAILED, LIMIT -> "the DNS does not tell where " + next + " is (" + detail + ").";
                        });
            case Resolution.Found(List<NextHop> hops) -> {
                for (NextHop hop : hops) {
                    Flow flow = element.layer().transport().flow(hop);
                    if (flow != null) {
                        return flow;
                    }
                }
                throw Outcome.noWay("no socket of this machine leads to " + next + ".");
            }
        }
    }

    private Resolution resolve(Uri next) throws CommandException {
        switch (element.layer().resolver().resolve(next)) {
            case Lookup.Ready(Resolution resolution) -> {
                return resolution;
            }
            case Lookup.Pending(var later) -> {
                try {
                    return later.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException | ExecutionException e) {
                    throw Outcome.noWay("the DNS does not tell where " + next + " is.");
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw CommandException.failed("interrupted");
                }
            }
        }
    }

    @Override
    public void close() {
        element.close();
    }
}
