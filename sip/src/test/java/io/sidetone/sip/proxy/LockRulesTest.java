package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of transaction locks hold whatever happens at once: forks, CANCELs, retransmissions, timers, other
/// addresses.
class LockRulesTest {

    private static final int CALLS = 250;
    private static final int PORT = SimulatedHosts.PORT;

    private final LockRules rules = new LockRules();
    private final Crowd crowd = new Crowd(1, () -> rules.inside("sending"));
    private final Random random = new Random(2);
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<TransactionLayer> layers = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        layers.forEach(TransactionLayer::close);
        rules.close();
        crowd.close();
    }

    private static InetSocketAddress at(int last, int port) {
        return FakeFlow.at("127.1.0." + last + ":" + port);
    }

    private TransactionLayer layer(InetSocketAddress address, Function<TransactionLayer, TransactionUser> user) {
        DnsSettings names = SimulatedHosts.names(folder);
        Dns dns = new Dns(
                new DnsSettings(
                        names.servers(), Duration.ofMillis(1), 1, names.maxOutstanding(), names.hosts(), names.cache()),
                crowd.clock(),
                task -> {
                    rules.outside("Dns");
                    crowd.execute(task);
                },
                random);
        TransactionLayer layer = new TransactionLayer(
                crowd, crowd.pool(), crowd.wheel(), crowd.clock(), TransactionSettings.DEFAULT, dns, random, user);
        try {
            layer.transport().listen(ListenerSettings.of(Transport.UDP, address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        layers.add(layer);
        return layer;
    }

    private void after(TransactionLayer layer, @Nullable String callId, int most, Runnable task) {
        layer.start(Duration.ofMillis(random.nextInt(most)), callId, task);
    }

    /// Answers, refuses, rings until it is told to stop, or says nothing at all.
    private final class Callee implements TransactionUser {

        private final TransactionLayer layer;

        Callee(TransactionLayer layer) {
            this.layer = layer;
        }

        @Override
        public void request(Claim claim) {
            rules.outside("TransactionUser.request");
            if (!claim.request().method().equals(Method.INVITE)) {
                boolean known = !claim.request().method().equals(Method.CANCEL) || claim.cancelInvite();
                claim.reply(claim.answer(known ? 200 : 481, "So be it").build());
                return;
            }
            SipRequest invite = claim.request();
            NameAddress to =
                    Objects.requireNonNull(invite.to()).withTag(layer.tokens().tag());
            ServerTransaction transaction = claim.begin(new ServerUser() {
                @Override
                public void cancelled(ServerTransaction from, List<Reason> why) {
                    rules.outside("ServerUser.cancelled");
                    from.respond(answer(invite, to, 487));
                }

                @Override
                public void terminated(ServerTransaction from) {
                    rules.outside("ServerUser.terminated");
                }
            });
            if (random.nextInt(4) > 0) {
                after(layer, invite.callId(), 500, () -> transaction.respond(answer(invite, to, 180)));
            }
            int code = List.of(200, 200, 486, 503, 603, 0).get(random.nextInt(6));
            if (code > 0) {
                after(layer, invite.callId(), 3000, () -> transaction.respond(answer(invite, to, code)));
            }
            // Nobody rings for ever.
            layer.start(Duration.ofMinutes(5), invite.callId(), () -> transaction.respond(answer(invite, to, 480)));
        }

        private SipResponse answer(SipRequest invite, NameAddress to, int code) {
            return SipResponse.answer(invite, code, "So be it")
                    .set(Headers.TO, to)
                    .append(Headers.CONTACT, NameAddress.of(Messages.uri("sip:bob@127.1.0.9:5060")))
                    .build();
        }
    }

    /// Looks on at all that a proxy tells.
    private final class Watcher implements ProxyUser {

        @Override
        public ForwardedRequest branch(Branch branch, ForwardedRequest request) {
            rules.outside("ProxyUser.branch");
            return request;
        }

        @Override
        public SipResponse response(Branch branch, SipResponse response) {
            rules.outside("ProxyUser.response");
            return response;
        }

        @Override
        public void failure(ProxyContext context, int status) {
            rules.outside("ProxyUser.failure");
            context.respondBest();
        }

        @Override
        public void ended(ProxyContext context) {
            rules.outside("ProxyUser.ended");
        }
    }

    private TargetFinder.Verdict targets(RoutedRequest request, Flow incoming) {
        rules.outside("TargetFinder");
        List<Target> targets = new ArrayList<>();
        for (String place :
                List.of("name0.example:5060", "127.1.0.2:5060", "127.1.0.3:5060", "127.1.0.9:9", "far.example")) {
            if (random.nextInt(place.startsWith("far") ? 6 : 2) == 0) {
                targets.add(Target.of(Messages.uri("sip:bob@" + place), 500 * (1 + random.nextInt(2))));
            }
        }
        return new TargetFinder.Verdict.Forward(targets);
    }

    /// A call that is given up sometimes, and acknowledges its answers.
    private void call(TransactionLayer layer, Flow way, int number) {
        SipRequest invite = SimulatedCall.invite("call-" + number);
        ClientTransaction transaction = layer.send(invite, way, new ClientUser() {
            @Override
            public void response(ClientTransaction from, SipResponse response) {
                rules.outside("ClientUser.response");
                if (response.isSuccess()) {
                    answered.incrementAndGet();
                    SipRequest ack = invite.edit()
                            .method(Method.ACK)
                            .set(Headers.TO, Objects.requireNonNull(response.to()))
                            .set("CSeq", "1 ACK")
                            .build();
                    layer.send(ack, layer.tokens().branch(), way);
                }
            }

            @Override
            public void failed(ClientTransaction from, Failure failure) {
                rules.outside("ClientUser.failed");
            }

            @Override
            public void terminated(ClientTransaction from) {
                rules.outside("ClientUser.terminated");
                over.incrementAndGet();
            }
        });
        // Nobody repeats an answer that is lost.
        layer.start(Duration.ofMinutes(10), invite.callId(), () -> transaction.cancel(List.of()));
        if (number % 2 == 0) {
            Reason why = Reason.of("SIP", 200, null);
            after(layer, invite.callId(), 3000, () -> transaction.cancel(List.of(why)));
        }
    }

    @Test
    void theyHoldWhateverHappensAtOnce() throws Exception {
        // Nobody is at the first address of the name.
        layer(at(2, PORT), Callee::new);
        layer(at(3, PORT), Callee::new);
        InetSocketAddress where = at(100, PORT);
        layer(
                where,
                layer -> new StatefulProxy(
                        layer,
                        ProxySettings.DEFAULT,
                        new CurrentAddresses(layer.transport(), List.of(), List.of()),
                        this::targets,
                        new Watcher()));
        TransactionLayer caller = layer(at(101, PORT), _ -> Claim::release);
        Flow way = Objects.requireNonNull(caller.transport()
                .flow(new NextHop(
                        Transport.UDP, where, Host.ofAddress(where.getAddress().getAddress()))));
        for (int i = 0; i < CALLS; i++) {
            int number = i;
            after(caller, "call-" + i, 5000, () -> call(caller, way, number));
        }
        crowd.runUntil(() ->
                over.get() == CALLS && layers.stream().allMatch(layer -> layer.servers() == 0 && layer.clients() == 0));

        assertThat(rules.faults()).isEmpty();
        assertThat(over).hasValue(CALLS);
        assertThat(layers).allSatisfy(layer -> {
            assertThat(layer.servers()).isZero();
            assertThat(layer.clients()).isZero();
            assertThat(layer.counted(Counted.FAULT)).isZero();
        });
        assertThat(crowd.pool().failed()).isZero();
        assertThat(answered).hasPositiveValue();
        assertThat(rules.looks())
                .contains(
                        "sending",
                        "Dns",
                        "TargetFinder",
                        "ProxyUser.branch",
                        "ProxyUser.response",
                        "ProxyUser.failure",
                        "ProxyUser.ended",
                        "ClientUser.response",
                        "ServerUser.cancelled");
    }
}
