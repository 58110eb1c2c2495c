package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.Resolution.Failed;
import io.sidetone.sip.resolve.Resolution.Found;
import io.sidetone.sip.resolve.Resolution.Reason;
import io.sidetone.sip.uri.OtherUri;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import io.sidetone.sip.uri.UrnUri;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds the next hops of requests and responses. Never blocks the thread that asks.
///
/// A resolver is light: it is made anew for a request that may use other sockets, or whose retransmissions
/// must go the same way though nobody remembers it. What is costly is in the [Dns] and the [DeadDestinations],
/// which resolvers share. Thread-safe, as long as the random generator is.
@Rfc(number = 3263, section = "4")
public final class Resolver {

    private final Dns dns;
    private final Reach reach;

    /// Null where nothing may depend on what happened before.
    private final @Nullable DeadDestinations dead;

    private final RecordOrder order;
    private final ResolverLimits limits;

    /// @param reach what messages may be sent by
    /// @param random draws among servers by their weights
    public Resolver(Dns dns, Reach reach, DeadDestinations dead, RandomGenerator random, ResolverLimits limits) {
        this(dns, reach, dead, RecordOrder.byChance(random), limits);
    }

    private Resolver(Dns dns, Reach reach, @Nullable DeadDestinations dead, RecordOrder order, ResolverLimits limits) {
        this.dns = dns;
        this.reach = reach;
        this.dead = dead;
        this.order = order;
        this.limits = limits;
    }

    /// The same for who remembers nothing: with one seed the next hops of a target are always in the same order,
    /// as long as the DNS says the same. Dead destinations are not looked at: which ones they are changes between
    /// a request and its retransmission.
    ///
    /// @param seed the same for a request, its retransmissions, its CANCEL and its ACK
    @Rfc(number = 3263, section = "4.4")
    @Rfc(number = 3261, section = "16.11")
    public Resolver repeatable(long seed) {
        return new Resolver(dns, reach, null, RecordOrder.bySeed(seed), limits);
    }

    /// The next hops of a request to this URI: the Request-URI, or the one of the topmost Route.
    @Rfc(number = 3263, section = "4")
    public Lookup resolve(Uri uri) {
        return switch (uri) {
            case SipUri sip -> locate(() -> Target.of(sip, reach));
            case TelUri _, UrnUri _, OtherUri _ ->
                new Lookup.Ready(new Failed(
                        Reason.UNSUPPORTED_SCHEME, "a " + uri.scheme() + " URI does not say where it leads"));
        };
    }

    /// The next hops of a response whose connection is gone, or that could not be sent where the request
    /// came from.
    ///
    /// Reads what the sender wrote of itself, host and port. That `received`, `rport` and `maddr` go before is
    /// a matter of the transport (RFC 3261 §18.2.2).
    @Rfc(number = 3263, section = "5")
    public Lookup resolve(Via via) {
        return locate(() -> Target.of(via, reach));
    }

    private interface TargetSource {
        Target get() throws Unresolvable;
    }

    private Lookup locate(TargetSource source) {
        try {
            Target target = source.get();
            NextHop written = target.hop(reach);
            if (written != null) {
                return new Lookup.Ready(new Found(List.of(written)));
            }
            Session session = new Session(dns, order, limits.questions());
            Resolution resolution = walk(target, session);
            return resolution == null ? new Lookup.Pending(await(target, session)) : new Lookup.Ready(resolution);
        } catch (Unresolvable e) {
            return new Lookup.Ready(e.failed());
        }
    }

    private @Nullable Resolution walk(Target target, Session session) throws Unresolvable {
        Resolution resolution = new Location(target, reach, dns, session, limits.hops()).locate();
        return dead != null && resolution instanceof Found(var hops) ? new Found(dead.arrange(hops)) : resolution;
    }

    /// Each round asks something new, so the limit of questions ends it.
    private CompletableFuture<Resolution> await(Target target, Session session) {
        return session.await().thenCompose(_ -> {
            try {
                Resolution resolution = walk(target, session);
                return resolution == null ? await(target, session) : CompletableFuture.completedFuture(resolution);
            } catch (Unresolvable e) {
                return CompletableFuture.completedFuture(e.failed());
            }
        });
    }
}
