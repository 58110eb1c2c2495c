package io.sidetone.modules.nathelper;

import io.sidetone.server.context.ServerCore;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Outlet;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.Unsent;
import io.sidetone.sip.uri.Uri;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Keeps the NATs before contacts open: each second those are pinged whose turn it is, so that all have had
/// theirs after one interval. Thread-safe.
final class Pings {

    private static final System.Logger LOG = System.getLogger(Pings.class.getName());

    private static final int DATAGRAM = 4;
    private static final String KEEP_ALIVE = "\r\n\r\n";

    /// More in one second would hold up calls; the others wait for their next turn.
    private static final int MOST_AT_ONCE = 50_000;

    private final ServerCore core;
    private final LocationService locations;
    private final PingSettings settings;
    private final Counts counts;
    private final AtomicBoolean enabled = new AtomicBoolean(true);

    /// Answers in a row that did not come, by table and number of the contact.
    private final Map<String, Integer> missed = new ConcurrentHashMap<>();

    /// Confined to the task that calls [#tick].
    private long second;

    /// What is counted.
    record Counts(Counter sent, Counter missed, Counter removed) {}

    private record Contact(LocationTable table, String address, Binding binding) {

        String key() {
            return table.name() + ":" + binding.id();
        }
    }

    Pings(ServerCore core, LocationService locations, PingSettings settings, Counts counts) {
        this.core = core;
        this.locations = locations;
        this.settings = settings;
        this.counts = counts;
    }

    AtomicBoolean enabled() {
        return enabled;
    }

    /// Pings those whose turn it is. To be called once in a second.
    void tick() {
        long turn = second++ % settings.interval();
        if (!enabled.get()) {
            return;
        }
        for (LocationTable table : locations.tables()) {
            List<Contact> due = new ArrayList<>();
            table.forEach((address, binding) -> {
                if (Math.floorMod(binding.id(), (long) settings.interval()) == turn
                        && due.size() < MOST_AT_ONCE
                        && (settings.flag() == null || binding.hasFlag(settings.flag()))) {
                    due.add(new Contact(table, address, binding));
                }
            });
            due.forEach(this::ping);
        }
    }

    private void ping(Contact contact) {
        Binding binding = contact.binding;
        try {
            Flow flow = flow(binding);
            if (flow != null) {
                send(contact, flow);
                return;
            }
            List<NameAddress> path = binding.routes();
            String received = binding.received();
            Uri target = !path.isEmpty()
                    ? path.getFirst().uri()
                    : Uri.parse(received == null ? binding.contact() : received);
            switch (core.layer().resolver().resolve(target)) {
                case Lookup.Ready(Resolution resolution) -> send(contact, resolution);
                case Lookup.Pending(var later) ->
                    later.thenAccept(resolution -> core.layer().execute(null, () -> send(contact, resolution)));
            }
        } catch (SyntaxException e) {
            LOG.log(Level.DEBUG, "nathelper: no ping to {0}: {1}", binding.contact(), e.getMessage());
        }
    }

    /// The connection or the socket that a contact was registered by, if it is named by a token.
    private @Nullable Flow flow(Binding binding) {
        String token = binding.flow();
        return token != null && core.flows().target(token) instanceof FlowTokens.Target.Live(Flow flow) ? flow : null;
    }

    private void send(Contact contact, Resolution resolution) {
        if (!(resolution instanceof Resolution.Found(List<NextHop> hops)) || hops.isEmpty()) {
            return;
        }
        NextHop hop = hops.getFirst();
        if (hop.transport() != Transport.UDP) {
            // No connection is opened only to be kept open.
            Flow connection = core.layer().transport().connections().find(hop);
            if (connection != null) {
                send(contact, connection);
            }
            return;
        }
        List<Listener> sockets = sockets(contact.binding);
        Flow flow = Outlet.ANY.withSockets(sockets).flow(core.layer().transport(), hop);
        if (flow != null) {
            send(contact, flow);
        }
    }

    /// Only packets from where the device has sent to come through its NAT.
    private List<Listener> sockets(Binding binding) {
        String wanted = binding.socket().isEmpty() ? settings.socket() : binding.socket();
        Listener socket = SocketNames.find(wanted, core.layer().transport().listeners());
        return socket == null ? List.of() : List.of(socket);
    }

    private void send(Contact contact, Flow flow) {
        boolean datagrams = flow.transport() == Transport.UDP;
        if (!datagrams && !settings.streams()) {
            return;
        }
        counts.sent.increment();
        Uri from = settings.from();
        if (from != null && !settings.requestFlag().isEmpty() && contact.binding.hasFlag(settings.requestFlag())) {
            request(contact, flow, from);
        } else {
            byte[] octets = datagrams ? new byte[DATAGRAM] : KEEP_ALIVE.getBytes(StandardCharsets.US_ASCII);
            var _ = flow.send(octets, Unsent.IGNORED);
        }
    }

    private void request(Contact contact, Flow flow, Uri from) {
        TransactionLayer layer = core.layer();
        Uri to;
        try {
            to = Uri.parse(contact.binding.contact());
        } catch (SyntaxException _) {
            return;
        }
        SipRequest.Builder request = SipRequest.builder(settings.method(), to)
                .append("Max-Forwards", "70")
                .append(
                        Headers.FROM,
                        NameAddress.of(from).withTag(layer.tokens().tag()))
                .append(Headers.TO, NameAddress.of(to))
                .append("Call-ID", layer.tokens().callId())
                .append(Headers.CSEQ, new CSeq(1, settings.method()));
        contact.binding.routes().forEach(route -> request.append(Headers.ROUTE, route));
        boolean tracked = !settings.removalFlag().isEmpty() && contact.binding.hasFlag(settings.removalFlag());
        Answer answer = new Answer(contact);
        ClientTransaction _ = layer.send(request.withContentLength().build(), flow, answer);
        if (tracked) {
            var _ = layer.start(settings.threshold(), null, answer::late);
        }
    }

    /// What comes of one ping.
    private final class Answer implements ClientUser {

        private final Contact contact;
        private volatile boolean come;

        Answer(Contact contact) {
            this.contact = contact;
        }

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            if (!settings.ignored().contains(response.statusCode())) {
                come = true;
                missed.remove(contact.key());
            }
        }

        @Override
        public void failed(ClientTransaction transaction, Failure failure) {}

        void late() {
            if (come) {
                return;
            }
            counts.missed.increment();
            if (missed.merge(contact.key(), 1, Integer::sum) >= settings.most()) {
                missed.remove(contact.key());
                remove(contact);
            }
        }
    }

    /// Forgets a contact, unless it has registered again meanwhile.
    private void remove(Contact contact) {
        Binding old = contact.binding;
        var _ = contact.table
                .change(contact.address, present -> {
                    List<Binding> rest = present.stream()
                            .filter(each -> each.id() != old.id() || each.modified() != old.modified())
                            .toList();
                    return new LocationTable.Verdict<>(
                            rest.size() < present.size(), rest.size() < present.size() ? rest : present);
                })
                .whenComplete((removed, failure) -> {
                    if (failure != null) {
                        LOG.log(
                                Level.WARNING,
                                "nathelper: {0} could not be removed: {1}",
                                old.contact(),
                                failure.getMessage());
                    } else if (removed) {
                        counts.removed.increment();
                    }
                });
    }
}
