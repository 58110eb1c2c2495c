package io.sidetone.modules.registrar;

import io.sidetone.modules.registrar.Matching.Hashed;
import io.sidetone.modules.registrar.Registration.Wanted;
import io.sidetone.server.service.Binding;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The rules of a registrar: what becomes of the bindings of an address when a REGISTER comes. Pure: no I/O, no
/// lock, no clock. All contacts of a request are processed, or none.
@Rfc(number = 3261, section = "10.3")
final class Registrar {

    /// The longest time that a binding lasts, in seconds: a year.
    static final long LONGEST = 31_536_000;

    /// How many bindings an address has at most, whatever is allowed.
    static final int MOST_BINDINGS = 250;

    /// Below this a registrar may not call an interval too brief, in seconds.
    private static final long HOUR = 3600;

    private final RegistrarRules rules;
    private final RandomGenerator random;

    /// @param random for times that differ a little
    Registrar(RegistrarRules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    /// What becomes of the bindings. Immutable.
    ///
    /// @param after all bindings then; the list that was given if nothing changes
    /// @param touched those that the request names, as they are then
    /// @param effect what it does most
    record Decision(List<Binding> after, List<Binding> touched, Effect effect) {}

    /// What a REGISTER does. If it does several, the first of these.
    enum Effect {
        /// It adds bindings.
        ADDED,
        /// It refreshes or changes bindings.
        CHANGED,
        /// It removes bindings.
        REMOVED,
        /// It asks only.
        NONE
    }

    /// A binding while contacts are processed, with what is asked of it again and again.
    private static final class Candidate {

        private final @Nullable Binding present;
        private final Hashed uri;
        private @Nullable Binding after;

        Candidate(@Nullable Binding present, Uri uri, @Nullable Binding after) {
            this.present = present;
            this.uri = new Hashed(uri);
            this.after = after;
        }

        Binding binding() {
            return present != null ? present : Objects.requireNonNull(after);
        }
    }

    /// Decides about a request.
    ///
    /// @param present the bindings of its address that have not expired
    /// @param now seconds since 1970
    /// @throws RefusedException if it is refused; then nothing changes
    Decision decide(Registration request, List<Binding> present, long now) throws RefusedException {
        if (request.isQuery()) {
            return new Decision(present, List.of(), Effect.NONE);
        }
        if (request.removesAll()) {
            return removeAll(request, present, now);
        }
        checkFlows(request);
        List<Candidate> candidates =
                new ArrayList<>(present.size() + request.contacts().size());
        for (Binding binding : present) {
            candidates.add(new Candidate(binding, uri(binding, request), binding));
        }
        List<Candidate> touched = new ArrayList<>(request.contacts().size());
        boolean added = false;
        boolean changed = false;
        for (Wanted contact : request.contacts()) {
            long seconds = lifetime(contact.expires());
            Candidate known = find(candidates, contact, request);
            if (known == null) {
                if (seconds > 0) {
                    Candidate fresh =
                            new Candidate(null, contact.uri(), binding(request, contact, null, now + seconds, now));
                    candidates.add(fresh);
                    touched.add(fresh);
                    added = true;
                }
                continue;
            }
            if (isRetransmitted(request, known, now)) {
                touched.add(known);
                continue;
            }
            known.after = seconds == 0 ? null : binding(request, contact, known.present, now + seconds, now);
            added |= seconds > 0 && known.present == null;
            changed |= seconds > 0;
            touched.add(known);
        }
        List<Binding> after = limited(candidates, touched);
        Effect effect = added ? Effect.ADDED : changed ? Effect.CHANGED : Effect.REMOVED;
        return new Decision(same(present, after) ? present : after, bindings(touched), effect);
    }

    /// The URI of a binding. A device refreshes the one contact that it has bound: then it is the one of the request.
    private static Uri uri(Binding binding, Registration request) {
        Uri first = request.contacts().getFirst().uri();
        boolean same = request.contacts().size() == 1 && first.text().equals(binding.contact());
        return same ? first : binding.uri();
    }

    /// §10.3 step 6: all go, if the request is newer than each of them.
    @Rfc(number = 3261, section = "10.2.2")
    private Decision removeAll(Registration request, List<Binding> present, long now) throws RefusedException {
        for (Binding binding : present) {
            if (isRetransmitted(request, new Candidate(binding, binding.uri(), binding), now)) {
                return new Decision(present, List.of(), Effect.NONE);
            }
        }
        return new Decision(present.isEmpty() ? present : List.of(), List.of(), Effect.REMOVED);
    }

    /// §10.3 step 7: within one Call-ID only a newer request counts.
    ///
    /// @return whether it is the one that the binding was made by, once more
    /// @throws RefusedException if it is older
    @Rfc(number = 3261, section = "10.3")
    private boolean isRetransmitted(Registration request, Candidate known, long now) throws RefusedException {
        Binding present = known.present;
        if (present == null || !present.callId().equals(request.callId()) || request.cseq() > present.cseq()) {
            return false;
        }
        if (request.cseq() == present.cseq()) {
            if (rules.takesRepeatedCseq()) {
                return false;
            }
            if (now - present.modified() < rules.retransmissionSeconds()) {
                return true;
            }
        }
        throw new RefusedException(500, "Invalid CSeq number");
    }

    /// The binding that a contact means; null for a new one.
    private @Nullable Candidate find(List<Candidate> candidates, Wanted contact, Registration request) {
        boolean flow = rules.outbound() && request.isFlow(contact);
        Hashed uri = new Hashed(contact.uri());
        for (Candidate candidate : candidates) {
            if (candidate.present == null && candidate.after == null) {
                continue;
            }
            Binding binding = candidate.binding();
            boolean sameFlow = flow
                    && binding.regId() == contact.regId()
                    && Matching.sameInstance(binding.instance(), contact.instance());
            // RFC 5626 §6: a flow is known by its device and number alone, whatever its URI is.
            boolean fits = (flow && binding.regId() != Binding.ABSENT)
                    ? sameFlow
                    : Matching.haveSame(rules.pushParameters(), contact.uri(), candidate.uri.uri())
                            || rules.matching().fits(uri, request.callId(), binding, candidate.uri);
            if (fits) {
                return candidate;
            }
        }
        return null;
    }

    /// RFC 5626 §6: a device can be promised that its flows are used only if its neighbour keeps them, and one
    /// request travels by one flow.
    @Rfc(number = 5626, section = "6")
    private void checkFlows(Registration request) throws RefusedException {
        if (!rules.outbound()) {
            return;
        }
        int flows = 0;
        for (Wanted contact : request.contacts()) {
            if (request.isFlow(contact) && contact.expires() != 0) {
                flows++;
            }
        }
        if (flows > 1) {
            throw new RefusedException(400, "Several contacts with reg-id in one request");
        }
        if (flows == 1 && !request.direct() && !request.firstHopKeepsFlow()) {
            throw new RefusedException(439, "The first hop does not support outbound");
        }
    }

    /// For how many seconds a contact is bound: what it says or the header field says, within the limits.
    @Rfc(number = 3261, section = "10.2.1.1")
    @Rfc(number = 3261, section = "10.3")
    private long lifetime(long wanted) throws RefusedException {
        if (wanted == 0) {
            return 0;
        }
        long seconds = wanted == NameAddress.ABSENT ? rules.defaultExpires() : wanted;
        if (seconds < rules.minExpires()) {
            if (rules.refusesShort() && seconds < HOUR) {
                throw new RefusedException(423, "Interval too brief", "Min-Expires", Long.toString(rules.minExpires()));
            }
            seconds = rules.minExpires();
        }
        if (rules.deviation() > 0) {
            seconds += random.nextLong(-rules.deviation(), rules.deviation() + 1);
        }
        long most = rules.maxExpires() > 0 ? Math.min(rules.maxExpires(), LONGEST) : LONGEST;
        return Math.clamp(seconds, 1, most);
    }

    private Binding binding(Registration request, Wanted contact, @Nullable Binding present, long expires, long now) {
        boolean flow = rules.outbound() && request.isFlow(contact);
        Binding.Builder builder = request.common().edit();
        if (present != null) {
            builder.id(present.id()).row(present.row()).store(present.store());
        }
        boolean push = Matching.hasAll(rules.pushParameters(), contact.uri());
        return builder.contact(contact.uri().text())
                .instance(contact.instance(), flow ? contact.regId() : Binding.ABSENT)
                .q(contact.q() == NameAddress.ABSENT ? rules.defaultQ() : contact.q())
                .parameters(contact.parameters())
                .expires(expires)
                .modified(now)
                .marks(request.common().marks() | (push ? Binding.PUSH : 0))
                .build();
    }

    /// The bindings that remain, within the limit.
    private List<Binding> limited(List<Candidate> candidates, List<Candidate> touched) throws RefusedException {
        List<Binding> after = bindings(candidates);
        int most = rules.maxContacts() > 0 ? Math.min(rules.maxContacts(), MOST_BINDINGS) : MOST_BINDINGS;
        if (after.size() <= most) {
            return after;
        }
        List<Binding> kept = bindings(touched);
        boolean adds = touched.stream().anyMatch(candidate -> candidate.present == null && candidate.after != null);
        if (!adds && !rules.makesRoom()) {
            // The limit was lowered: who is there stays.
            return after;
        }
        if (!rules.makesRoom() || kept.size() > most) {
            throw new RefusedException(503, "Too many registered contacts");
        }
        List<Binding> oldestFirst = new ArrayList<>(after);
        oldestFirst.removeAll(kept);
        oldestFirst.sort(Comparator.comparingLong(Binding::modified));
        after.removeAll(oldestFirst.subList(0, after.size() - most));
        return after;
    }

    private static List<Binding> bindings(List<Candidate> candidates) {
        List<Binding> bindings = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Binding after = candidate.after;
            if (after != null && !bindings.contains(after)) {
                bindings.add(after);
            }
        }
        return bindings;
    }

    private static boolean same(List<Binding> present, List<Binding> after) {
        if (present.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).id() == 0 || !present.contains(after.get(i))) {
                return false;
            }
        }
        return true;
    }
}
