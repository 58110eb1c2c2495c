package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.Resolution.Failed;
import io.sidetone.sip.resolve.Resolution.Found;
import io.sidetone.sip.resolve.Resolution.Reason;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.Uri;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// A resolver with a server of the DNS that a test fills, and a clock that it moves.
@Tag("wire")
abstract class ResolverCase {

    static final Reach ALL = new Reach(List.of(Transport.values()), List.of(AddressFamily.IPV6, AddressFamily.IPV4));
    static final Reach IPV4 = new Reach(
            List.of(Transport.UDP, Transport.TCP, Transport.TLS, Transport.WS, Transport.WSS),
            List.of(AddressFamily.IPV4));

    /// Longer than any test takes.
    static final int PATIENCE_SECONDS = 20;

    final ScriptedDns server = new ScriptedDns();
    final ManualClock clock = new ManualClock();
    final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    final DeadDestinations dead =
            new DeadDestinations(DeadDestinations.DEFAULT_PAUSE, DeadDestinations.DEFAULT_LIMIT, clock);
    Dns dns = dns(settings());

    @AfterEach
    void close() {
        server.close();
        executor.shutdownNow();
    }

    DnsSettings settings() {
        return settings(CacheSettings.DEFAULT, null);
    }

    DnsSettings settings(CacheSettings cache, @Nullable Path hosts) {
        return new DnsSettings(List.of(server.address()), Duration.ofSeconds(10), 1, 100, hosts, cache);
    }

    /// Servers that have a moment only.
    DnsSettings impatient(InetSocketAddress... servers) {
        return new DnsSettings(List.of(servers), Duration.ofMillis(150), 2, 100, null, CacheSettings.DEFAULT);
    }

    Dns dns(DnsSettings settings) {
        return new Dns(settings, clock, executor, new Random(1));
    }

    Resolver resolver(Reach reach) {
        return resolver(reach, 7, ResolverLimits.DEFAULT);
    }

    Resolver resolver(Reach reach, long seed, ResolverLimits limits) {
        return new Resolver(dns, reach, dead, new Random(seed), limits);
    }

    static Uri uri(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Via via(String text) {
        try {
            return Via.parse(new TextReader(text));
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /// The resolution, waited for if need be.
    static Resolution await(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Ready(Resolution resolution) -> resolution;
            case Lookup.Pending pending -> {
                try {
                    yield pending.resolution().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                    throw new AssertionError("no answer", e);
                }
            }
        };
    }

    /// The hops in short, such as `UDP 192.0.2.1:5060`.
    static List<String> hops(Resolution resolution) {
        assertThat(resolution).isInstanceOf(Found.class);
        List<String> hops = new ArrayList<>();
        for (NextHop hop : ((Found) resolution).hops()) {
            InetSocketAddress address = hop.address();
            String host = address.getAddress().getHostAddress();
            hops.add(hop.transport() + " " + host + ":" + address.getPort());
        }
        return hops;
    }

    List<String> hops(Reach reach, String uri) {
        return hops(await(resolver(reach).resolve(uri(uri))));
    }

    static Reason reason(Lookup lookup) {
        Resolution resolution = await(lookup);
        assertThat(resolution).isInstanceOf(Failed.class);
        assertThat(((Failed) resolution).detail()).isNotEmpty();
        return ((Failed) resolution).reason();
    }

    Reason reason(Reach reach, String uri) {
        return reason(resolver(reach).resolve(uri(uri)));
    }
}
