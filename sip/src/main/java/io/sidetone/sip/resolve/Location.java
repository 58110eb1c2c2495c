package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.RecordData.Server;
import io.sidetone.sip.resolve.RecordData.Service;
import io.sidetone.sip.resolve.Resolution.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Goes once through the steps of RFC 3263 for a target that is a name, as far as the answers of the session lead.
///
/// Where an answer is missing it is asked for and the walk goes on beside it, so what can be asked at once
/// is. The caller waits and walks again. No I/O, no clock. Confined to the thread that makes it.
final class Location {

    private final Target target;
    private final Reach reach;
    private final Dns dns;
    private final Session session;
    private final int maxHops;
    private final Set<NextHop> hops = new LinkedHashSet<>();
    private boolean waiting;
    private @Nullable String failure;
    private @Nullable String declined;

    /// Where the SRV records of one transport are.
    private record Source(Transport transport, Name name) {}

    Location(Target target, Reach reach, Dns dns, Session session, int maxHops) {
        this.target = target;
        this.reach = reach;
        this.dns = dns;
        this.session = session;
        this.maxHops = maxHops;
    }

    /// What was found; null if answers are missing.
    @Nullable
    Resolution locate() throws Unresolvable {
        locateName(Objects.requireNonNull(target.name()));
        if (waiting) {
            return null;
        }
        return hops.isEmpty() ? nothing() : new Resolution.Found(new ArrayList<>(hops));
    }

    private Resolution nothing() {
        if (session.isExhausted()) {
            return new Resolution.Failed(Reason.LIMIT, target.domain() + " needs too many questions");
        }
        if (failure != null) {
            return new Resolution.Failed(Reason.DNS_FAILED, failure);
        }
        return declined != null
                ? new Resolution.Failed(Reason.NO_TRANSPORT, declined)
                : new Resolution.Failed(Reason.NOT_FOUND, "no address for " + target.domain());
    }

    private void locateName(Name name) throws Unresolvable {
        // The file of hosts decides alone: who writes a name into it wants that address and no other.
        if (target.port() != null || !dns.hosts(name).isEmpty()) {
            Transport transport = target.transportOrDefault(reach);
            addHost(transport, name, target.portOrDefault(transport));
        } else if (target.transport() != null) {
            List<Source> sources = new ArrayList<>();
            addSource(sources, target.transport(), name);
            locateServers(sources, target.transport(), name);
        } else {
            discover(name);
        }
    }

    /// The domain decides on the transport: by NAPTR, without that by the SRV records that it has.
    @Rfc(number = 3263, section = "4.1")
    private void discover(Name name) throws Unresolvable {
        List<Service> services = new ArrayList<>();
        switch (session.answer(new Question(name, Type.NAPTR))) {
            case null -> {
                waiting = true;
                return;
            }
            case Answer.Found found -> {
                for (RecordData data : found.data()) {
                    if (data instanceof Service service && isSip(service)) {
                        services.add(service);
                    }
                }
            }
            // Every domain keeps SRV records for those who do not ask for NAPTR: so a server that fails here only,
            // as old ones do, does not end it.
            case Answer.Failed failed -> failure = failed.why();
            case Answer.None _, Answer.Alias _ -> {}
        }
        List<Source> sources = new ArrayList<>();
        if (services.isEmpty()) {
            for (Transport transport : reach.transports()) {
                if (reach.allows(transport, target.secure())) {
                    addSource(sources, transport, name);
                }
            }
            locateServers(sources, target.transportOrDefault(reach), name);
            return;
        }
        for (Service service : usable(services)) {
            Transport transport = Transport.ofService(service.service());
            if (transport != null) {
                sources.add(new Source(transport, service.replacement()));
            }
        }
        if (sources.isEmpty()) {
            declined = target.domain() + " has no service that we could use";
        } else {
            locateServers(sources, sources.getFirst().transport(), name);
        }
    }

    private static boolean isSip(Service service) {
        String name = service.service();
        return name.regionMatches(true, 0, "SIP+D2", 0, 6) || name.regionMatches(true, 0, "SIPS+D2", 0, 7);
    }

    /// Those that we have a socket for: the lowest order only, by preference, and where that is the same by
    /// our own.
    @Rfc(number = 3263, section = "4.1")
    @Rfc(number = 3403, section = "4.1")
    private List<Service> usable(List<Service> services) {
        List<Service> usable = new ArrayList<>();
        for (Service service : services) {
            Transport transport = Transport.ofService(service.service());
            if (transport != null && reach.allows(transport, target.secure())) {
                usable.add(service);
            }
        }
        usable.sort(Comparator.comparingInt(Service::order)
                .thenComparingInt(Service::preference)
                .thenComparingInt(service -> reach.transports().indexOf(Transport.ofService(service.service()))));
        usable.removeIf(service -> service.order() != usable.getFirst().order());
        return usable;
    }

    private void addSource(List<Source> sources, Transport transport, Name name) throws Unresolvable {
        String label = transport.label();
        if (label == null) {
            return;
        }
        try {
            sources.add(new Source(transport, Name.concatenate(Name.fromString(label), name)));
        } catch (NameTooLongException | TextParseException e) {
            throw new Unresolvable(Reason.MALFORMED, label + "." + name + ": " + e.getMessage());
        }
    }

    /// The servers of all sources, in their order; where no source has any, the host itself.
    @Rfc(number = 3263, section = "4.2")
    private void locateServers(List<Source> sources, Transport otherwise, Name name) {
        boolean found = false;
        boolean unknown = false;
        for (Source source : sources) {
            switch (session.answer(new Question(source.name(), Type.SRV))) {
                case null -> {
                    waiting = true;
                    unknown = true;
                }
                case Answer.Found servers -> {
                    found = true;
                    addServers(source.transport(), servers);
                }
                case Answer.Failed failed -> {
                    failure = failed.why();
                    unknown = true;
                }
                case Answer.None _, Answer.Alias _ -> {}
            }
        }
        // The host of a domain that has servers is often not one of them: not to be tried on a mere suspicion.
        if (!found && !unknown) {
            addHost(otherwise, name, otherwise.defaultPort());
        }
    }

    private void addServers(Transport transport, Answer.Found found) {
        for (RecordData data : found.data()) {
            if (data instanceof Server server) {
                if (server.target().equals(Name.root)) {
                    // RFC 2782: so a domain says that it does not have the service.
                    declined = target.domain() + " does not take " + transport;
                } else if (server.port() != 0) {
                    addHost(transport, server.target(), server.port());
                }
            }
        }
    }

    /// All addresses of a host, those of the preferred family first.
    @Rfc(number = 7984, section = "3.1")
    @Rfc(number = 7984, section = "4")
    private void addHost(Transport transport, Name name, int port) {
        List<InetAddress> fromFile = dns.hosts(name);
        for (AddressFamily family : reach.families()) {
            if (hops.size() >= maxHops) {
                return;
            }
            if (!fromFile.isEmpty()) {
                for (InetAddress address : fromFile) {
                    addOf(family, transport, address, port);
                }
                continue;
            }
            switch (session.answer(new Question(name, family.recordType()))) {
                case null -> waiting = true;
                case Answer.Found found -> {
                    for (RecordData data : found.data()) {
                        if (data instanceof RecordData.Address(InetAddress address)) {
                            addOf(family, transport, address, port);
                        }
                    }
                }
                case Answer.Failed failed -> failure = failed.why();
                case Answer.None _, Answer.Alias _ -> {}
            }
        }
    }

    private void addOf(AddressFamily family, Transport transport, InetAddress address, int port) {
        if (AddressFamily.of(address) == family && !address.isAnyLocalAddress()) {
            add(transport, address, port);
        }
    }

    private void add(Transport transport, InetAddress address, int port) {
        if (hops.size() < maxHops) {
            hops.add(new NextHop(transport, new InetSocketAddress(address, port), target.domain()));
        }
    }
}
