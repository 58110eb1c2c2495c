package io.sidetone.server.context;

import io.sidetone.script.value.Octets;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.NextHop;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All lists of destinations that nothing is sent to. Thread-safe.
public final class Blacklists {

    private final Clock clock;
    private final List<Blacklist> all;
    private final Set<Blacklist> usual;

    /// @param clock says what has expired
    public Blacklists(Clock clock, Collection<Blacklist> all) {
        this.clock = clock;
        this.all = List.copyOf(all);
        this.usual = all.stream().filter(Blacklist::isUsual).collect(Collectors.toUnmodifiableSet());
    }

    /// The list of this name; null if there is none.
    public @Nullable Blacklist find(String name) {
        return all.stream().filter(list -> list.name().equals(name)).findFirst().orElse(null);
    }

    /// All of them.
    public List<Blacklist> all() {
        return all;
    }

    /// Those that count where a script does not say otherwise.
    Set<Blacklist> usual() {
        return usual;
    }

    /// Where a request may go that some lists count for.
    Predicate<NextHop> allowed(Set<Blacklist> lists, SipRequest request) {
        Supplier<String> text = () -> Octets.text(request.toByteArray());
        return hop -> lists.stream()
                .noneMatch(list -> list.find(
                                hop.transport(),
                                hop.address().getAddress(),
                                hop.address().getPort(),
                                text,
                                clock.nanoTime())
                        != null);
    }
}
