package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatefulProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// User agents on one bed. Confined to the thread of the test.
final class Agents implements AutoCloseable {

    static final Body OFFER = session("a 1 1", 4000, "sendrecv");
    static final Body ANSWER = session("b 2 1", 5000, "sendrecv");
    static final Body OTHER = session("a 1 2", 4000, "sendonly");

    final TestBed bed;
    final List<TransactionLayer> layers = new ArrayList<>();
    private final @Nullable Path hosts;

    Agents(TestBed bed) {
        this(bed, null);
    }

    /// @param hosts the names that are known
    Agents(TestBed bed, @Nullable Path hosts) {
        this.bed = bed;
        this.hosts = hosts;
    }

    private static Body session(String origin, int port, String direction) {
        return Body.sdp(String.join(
                "\r\n",
                "v=0",
                "o=" + origin + " IN IP4 192.0.2.1",
                "s=-",
                "c=IN IP4 192.0.2.1",
                "t=0 0",
                "m=audio " + port + " RTP/AVP 0",
                "a=" + direction,
                ""));
    }

    /// An element with a socket of each of the transports.
    TransactionLayer element(Function<TransactionLayer, TransactionUser> user, Transport... transports) {
        DnsSettings usual = DnsSettings.of(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53)));
        DnsSettings settings = new DnsSettings(
                usual.servers(), usual.timeout(), usual.attempts(), usual.maxOutstanding(), hosts, usual.cache());
        Random random = new Random(layers.size() + 1);
        Dns dns = new Dns(settings, bed.clock(), Runnable::run, random);
        TransactionLayer layer = new TransactionLayer(
                bed.network(), bed.pool(), bed.wheel(), bed.clock(), TransactionSettings.DEFAULT, dns, random, user);
        layers.add(layer);
        try {
            for (Transport transport : transports) {
                layer.transport().listen(bed.socket(transport));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return layer;
    }

    /// A user agent with usual settings, on UDP.
    UserAgent agent(String user, UserAgentHandler handler) {
        return agent(settings(user), handler, Transport.UDP);
    }

    UserAgent agent(UserAgentSettings settings, UserAgentHandler handler, Transport... transports) {
        List<UserAgent> made = new ArrayList<>();
        element(
                layer -> {
                    made.add(new UserAgent(layer, settings, handler));
                    return made.getFirst();
                },
                transports);
        return made.getFirst();
    }

    /// Where a proxy is that forks to two user agents.
    SipUri forking(UserAgent one, UserAgent other) {
        List<Target> targets = List.of(Target.of(at(one)), Target.of(at(other)));
        TransactionLayer proxy = element(
                layer -> new StatefulProxy(
                        layer,
                        ProxySettings.DEFAULT,
                        new CurrentAddresses(layer.transport(), List.of(), List.of()),
                        (_, _) -> new TargetFinder.Verdict.Forward(targets)),
                Transport.UDP);
        return at(proxy.transport().listeners().getFirst().local(), Transport.UDP);
    }

    static UserAgentSettings settings(String user) {
        return UserAgentSettings.of(NameAddress.of(uri("sip:" + user + "@test")));
    }

    static Uri uri(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// Where the first socket of a user agent is.
    static SipUri at(UserAgent agent) {
        return at(
                agent.layer().transport().listeners().getFirst().local(),
                agent.layer().transport().listeners().getFirst().settings().transport());
    }

    static SipUri at(InetSocketAddress address, Transport transport) {
        return (SipUri) uri("sip:x@" + address.getAddress().getHostAddress() + ":" + address.getPort()
                + (transport == Transport.UDP
                        ? ""
                        : ";transport=" + transport.name().toLowerCase(Locale.ROOT)));
    }

    /// Lets time pass; then nothing must be left: no transaction, no dialog, no timer but those that say so.
    ///
    /// @param timers that go on, beside the sweeper of each transport layer
    void assertNothingLeft(Simulation simulation, int timers, UserAgent... users) {
        simulation.run(Duration.ofSeconds(90));
        for (UserAgent user : users) {
            assertThat(user.calls()).isZero();
            assertThat(user.dialogCount()).isZero();
        }
        for (TransactionLayer layer : layers) {
            assertThat(layer.servers()).isZero();
            assertThat(layer.clients()).isZero();
        }
        assertThat(simulation.wheel().waiting()).isEqualTo(layers.size() + timers);
    }

    @Override
    public void close() {
        layers.forEach(TransactionLayer::close);
        bed.close();
    }
}
