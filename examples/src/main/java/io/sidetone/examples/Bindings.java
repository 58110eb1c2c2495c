package io.sidetone.examples;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.AddressOfRecord;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where users are: what a registrar writes and a proxy reads. Thread-safe.
final class Bindings {

    private static final long LONGEST = 3600;

    /// @param end when it ends, in seconds of the clock
    private record Binding(Target target, long end) {}

    private final Clock clock = Clock.system();

    private final Map<AddressOfRecord, Map<Uri, Binding>> users = new ConcurrentHashMap<>();
    private final Map<String, List<Target>> fixed;

    /// @param fixed where users are that never register
    Bindings(Map<String, List<Target>> fixed) {
        this.fixed = fixed;
    }

    /// The phones of a user; those that ask for it are called over the flow that they have registered by (RFC
    /// 5626).
    List<Target> find(SipUri user) {
        Map<Uri, Binding> phones = users.getOrDefault(user.addressOfRecord(), Map.of());
        List<Target> targets = phones.values().stream()
                .filter(phone -> phone.end() > now())
                .map(Binding::target)
                .toList();
        return targets.isEmpty() ? fixed.getOrDefault(user.user(), List.of()) : targets;
    }

    /// Adds, refreshes and removes what the Contacts of a REGISTER say.
    void update(AddressOfRecord user, SipRequest register, Flow flow) {
        Map<Uri, Binding> phones = users.computeIfAbsent(user, _ -> new ConcurrentHashMap<>());
        Long usual = register.first(Headers.EXPIRES);
        for (Contact contact : register.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address == null) {
                phones.clear();
                continue;
            }
            long asked = address.expires() >= 0 ? address.expires() : usual == null ? LONGEST : usual;
            int q = address.q() < 0 ? Target.MOST_PREFERRED : address.q();
            Flow by = isCalledBack(address, flow) ? flow : null;
            Target target = new Target(address.uri(), q, List.of(), by, null);
            phones.put(address.uri(), new Binding(target, now() + Math.min(asked, LONGEST)));
        }
        phones.values().removeIf(phone -> phone.end() <= now());
    }

    /// Whether a phone is called over the flow that it has registered by: it asks for that (RFC 5626), or nobody else
    /// could open such a connection to it.
    private static boolean isCalledBack(NameAddress contact, Flow flow) {
        boolean connectable = flow.transport() == Transport.UDP || flow.transport() == Transport.TCP;
        return !connectable || contact.regId() != NameAddress.ABSENT;
    }

    /// What the answer to a REGISTER says of all phones.
    List<NameAddress> contacts(AddressOfRecord user) {
        return users.getOrDefault(user, Map.of()).values().stream()
                .map(phone -> NameAddress.of(phone.target().uri())
                        .withParameter("expires", "" + Math.max(0, phone.end() - now())))
                .toList();
    }

    private long now() {
        return clock.nanoTime() / 1_000_000_000;
    }
}
