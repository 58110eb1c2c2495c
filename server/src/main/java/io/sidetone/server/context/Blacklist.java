package io.sidetone.server.context;

import io.sidetone.script.value.Glob;
import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.resolve.Transport;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Destinations that nothing is sent to, under a name. Thread-safe.
public final class Blacklist {

    /// How many rules one list may have.
    public static final int LIMIT = 10_000;

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final String name;
    private final boolean usual;
    private final boolean readOnly;
    private final boolean expiring;
    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();

    /// Some destinations.
    ///
    /// @param negated whether all others are meant
    /// @param transport null for any
    /// @param network where they are
    /// @param port 0 for any
    /// @param pattern what the request has to look like, with `*` and `?`; empty for anything
    public record Rule(boolean negated, @Nullable Transport transport, AddressBlock network, int port, String pattern) {

        /// Whether it is about a destination.
        ///
        /// @param text gives what is to be sent
        boolean matches(@Nullable Transport by, InetAddress address, int at, Supplier<String> text) {
            boolean meant = (port == 0 || port == at)
                    && (transport == null || transport == by)
                    && network.contains(address)
                    && (pattern.isEmpty() || new Glob(pattern).matches(text.get()));
            return meant != negated;
        }

        @Override
        public String toString() {
            return (negated ? "!" : "")
                    + (transport == null ? "any" : transport.token())
                    + "," + network + "," + port + "," + pattern;
        }
    }

    /// @param until the end of it, by the clock's nanoseconds
    private record Entry(Rule rule, long until) {

        boolean counts(long now) {
            return until == FOR_EVER || until - now > 0;
        }
    }

    /// @param usual whether it counts for all requests that do not say otherwise
    /// @param readOnly whether it stays as it is
    /// @param expiring whether rules may be added for a time
    /// @param rules what is in it from the beginning
    public Blacklist(String name, boolean usual, boolean readOnly, boolean expiring, List<Rule> rules) {
        this.name = name;
        this.usual = usual;
        this.readOnly = readOnly;
        this.expiring = expiring;
        rules.forEach(rule -> entries.add(new Entry(rule, FOR_EVER)));
    }

    /// As scripts write it.
    public String name() {
        return name;
    }

    /// Whether it counts for all requests that do not say otherwise.
    public boolean isUsual() {
        return usual;
    }

    /// Whether it stays as it is.
    public boolean isReadOnly() {
        return readOnly;
    }

    /// Whether rules may be added for a time.
    public boolean isExpiring() {
        return expiring;
    }

    /// Its rules that count now.
    public List<Rule> rules(long now) {
        return entries.stream()
                .filter(entry -> entry.counts(now))
                .map(Entry::rule)
                .toList();
    }

    /// The first rule that is about a destination; null if none is.
    ///
    /// @param transport null for one that only rules for any transport are about
    /// @param text gives what is to be sent
    /// @param now by the clock's nanoseconds
    public @Nullable Rule find(
            @Nullable Transport transport, InetAddress address, int port, Supplier<String> text, long now) {
        for (Entry entry : entries) {
            if (entry.counts(now) && entry.rule.matches(transport, address, port, text)) {
                return entry.rule;
            }
        }
        return null;
    }

    /// Adds a rule, or gives one that is there another end.
    ///
    /// @param nanos for how long; 0 for ever
    /// @return false if there are too many, or it stays as it is
    public synchronized boolean add(Rule rule, long nanos, long now) {
        if (readOnly) {
            return false;
        }
        entries.removeIf(entry -> entry.rule.equals(rule) || !entry.counts(now));
        return entries.size() < LIMIT && entries.add(new Entry(rule, nanos == 0 ? FOR_EVER : now + nanos));
    }

    /// Takes a rule away.
    ///
    /// @return false if there is none such, or it stays as it is
    public synchronized boolean remove(Rule rule) {
        return !readOnly && entries.removeIf(entry -> entry.rule.equals(rule));
    }
}
