package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth_db.Subscribers;
import io.sidetone.modules.domain.Domains;
import io.sidetone.server.Server;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.digest.DigestClient;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Wiretap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The default configuration: a message that need not wait stays on the thread that has read it, and who waits
/// for the database holds up nobody else.
///
/// The former is so while messages take as short as they should: where they take longer on average, a reader
/// gives each to a worker before its script begins. So the pool of that test measures with a clock that stands
/// still.
@Timeout(60)
class WaitingTest {

    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Path CONFIGURATION = Path.of("..", "conf", "sidetone.cfg");
    private static final String HOME = "sip:" + ScriptTest.DOMAIN;
    private static final String BOB = "sip:bob@" + ScriptTest.DOMAIN;

    private final Map<String, Thread> readers = new ConcurrentHashMap<>();
    private final Map<String, List<Thread>> runners = new ConcurrentHashMap<>();
    private int calls;

    // ---- The server

    /// The default configuration, with notes of the thread at its beginning and before each of its decisions.
    private static String script() throws IOException {
        String script = Files.readString(CONFIGURATION);
        return "loadmodule \"threads.so\"\n"
                + script.replace("    route(checks);", "    note_thread();\n    route(checks);")
                        .replace("    if (!t_relay())", "    note_thread();\n    if (!t_relay())")
                        // All phones of this test have one address.
                        .replace("\"reqs_density_per_unit\", 30", "\"reqs_density_per_unit\", 3000")
                        .replace("onreply_route[answer] {", "onreply_route[answer] {\n    note_thread();");
    }

    private List<Module> modules() {
        List<Module> all = new ArrayList<>(Bundled.modules());
        all.add(new Threads(runners));
        return all;
    }

    private record Threads(Map<String, List<Thread>> runners) implements Module {
        @Override
        public void define(ModuleBuilder module) {
            module.name("threads", "Notes which thread runs the script for a call.");
            module.function("note_thread", "Notes the thread.").does(context -> {
                runners.computeIfAbsent(String.valueOf(context.message().callId()), _ -> new ArrayList<>())
                        .add(Thread.currentThread());
                return 1;
            });
        }
    }

    private static void addUsers(ScriptTest test, String... names) throws Exception {
        try (Database database = Database.open(DatabaseUrl.file(test.data().resolve(Server.DATABASE)))) {
            assertThat(Domains.add(database, ScriptTest.DOMAIN)).isTrue();
            Subscribers users = Subscribers.of(database);
            for (String name : names) {
                assertThat(users.add(new Subscribers.Account(name, ScriptTest.DOMAIN), "secret", false))
                        .isTrue();
            }
        }
        Object _ = test.command("domain:reload");
    }

    // ---- Phones

    /// What belongs into a request of a user, and answers a challenge if there was one.
    private String request(
            ScriptTest test,
            ScriptedPeer peer,
            String user,
            String method,
            @Nullable SipResponse challenged,
            String... more) {
        String uri = method.equals("REGISTER") ? HOME : BOB;
        List<String> lines = new ArrayList<>(List.of(more));
        lines.add("uri " + uri);
        lines.add("From: <sip:" + user + "@" + ScriptTest.DOMAIN + ">;tag=f" + ++calls);
        lines.add("To: <" + (method.equals("REGISTER") ? "sip:" + user + "@" + ScriptTest.DOMAIN : BOB) + ">");
        lines.add("Contact: <" + ScriptTest.uri(user, peer) + ">");
        if (challenged != null) {
            boolean proxy = challenged.statusCode() == 407;
            Challenge challenge = challenged
                    .all(proxy ? Headers.PROXY_AUTHENTICATE : Headers.WWW_AUTHENTICATE)
                    .getFirst();
            DigestUser who = new DigestUser(user, ScriptTest.DOMAIN, DigestSecret.ofPassword("secret"));
            lines.add((proxy ? "Proxy-Authorization: " : "Authorization: ")
                    + DigestClient.answer(challenge, who, new DigestRequest(method, uri), Qop.AUTH, "c", 1)
                            .text());
        }
        return test.request(peer, method, lines.toArray(String[]::new));
    }

    private SipResponse challenge(ScriptTest test, ScriptedPeer peer, String user, String method) {
        peer.send(request(test, peer, user, method, null), test.address());
        return peer.expectResponse(method.equals("REGISTER") ? 401 : 407);
    }

    private void register(ScriptTest test, ScriptedPeer peer, String user) {
        SipResponse challenge = challenge(test, peer, user, "REGISTER");
        peer.send(request(test, peer, user, "REGISTER", challenge), test.address());
        peer.expectResponse(200);
    }

    /// A request of a user goes to bob, who answers.
    private SipRequest toBob(ScriptTest test, ScriptedPeer from, ScriptedPeer bob, String user, String method) {
        SipResponse challenge = challenge(test, from, user, method);
        if (method.equals("INVITE")) {
            from.send(acknowledgement(test, from, challenge), test.address());
        }
        from.send(request(test, from, user, method, challenge), test.address());
        SipRequest arrived = bob.expectRequest(method);
        bob.answer(arrived, 200, "OK");
        return arrived;
    }

    private static String acknowledgement(ScriptTest test, ScriptedPeer from, SipResponse to) {
        return test.request(
                from,
                "ACK",
                "uri " + BOB,
                "Via: " + to.topVia(),
                "From: " + to.from(),
                "To: " + to.to(),
                "Call-ID: " + to.callId());
    }

    private static long waited(ScriptTest test) {
        return test.server().router().waited().value();
    }

    private void call(ScriptTest test, ScriptedPeer alice, ScriptedPeer bob) {
        SipRequest invite = toBob(test, alice, bob, "alice", "INVITE");
        SipResponse answer = alice.expectResponse(200);
        List<String> dialog = List.of(
                "uri " + ScriptTest.uri("bob", bob),
                "Route: " + invite.first(Headers.RECORD_ROUTE),
                "To: " + answer.to(),
                "From: " + invite.from(),
                "Call-ID: " + invite.callId());
        alice.send(test.request(alice, "ACK", dialog.toArray(String[]::new)), test.address());
        bob.expectRequest("ACK");
        List<String> bye = new ArrayList<>(dialog);
        bye.add("CSeq: 9 BYE");
        alice.send(test.request(alice, "BYE", bye.toArray(String[]::new)), test.address());
        bob.answer(bob.expectRequest("BYE"), 200, "OK");
        alice.expectResponse(200);
    }

    /// A call, a message, a question to bob and one to the server.
    private void all(ScriptTest test, ScriptedPeer alice, ScriptedPeer bob) {
        call(test, alice, bob);
        for (String method : List.of("MESSAGE", "OPTIONS")) {
            SipRequest _ = toBob(test, alice, bob, "alice", method);
            alice.expectResponse(200);
        }
        test.ask(alice, 200, "OPTIONS", "uri " + HOME, "From: <sip:x@else.example>;tag=x", "To: <" + HOME + ">");
    }

    // ---- What they see

    @Test
    @Tag("wire")
    void aMessageThatNeverWaitsNeverLeavesTheThreadThatHasReadItWhileWorkIsShort() throws Exception {
        TestBed bed = new UnhurriedBed();
        try (ScriptTest test = ScriptTest.on(bed, List.of(Transport.UDP), script(), modules())) {
            addUsers(test, "alice", "bob");
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            register(test, alice, "alice");
            register(test, bob, "bob");
            long before = waited(test);
            register(test, bob, "bob");
            assertThat(waited(test) - before)
                    .as("a registration waits for its commit at most")
                    .isLessThanOrEqualTo(1);
            // Now all domains have been asked for.
            all(test, alice, bob);
            long known = waited(test);
            runners.clear();
            test.server().core().layer().transport().tap(new Wiretap() {
                @Override
                public void received(ParseResult result, Flow flow) {
                    if (result instanceof Parsed(SipMessage message)) {
                        readers.put(String.valueOf(message.callId()), Thread.currentThread());
                    }
                }
            });

            all(test, alice, bob);

            assertThat(waited(test) - known).isZero();
            assertThat(runners).hasSizeGreaterThan(5);
            assertThat(runners)
                    .allSatisfy((call, threads) -> assertThat(threads)
                            .as("the threads of call " + call)
                            .containsOnly(readers.get(call)));
        }
    }

    @Test
    void aSlowDatabaseDelaysOnlyThoseWhoNeedIt() throws Exception {
        Simulation bed = TestBed.simulated(1);
        AtomicBoolean slow = new AtomicBoolean();
        Executor blocking = task -> {
            if (slow.get()) {
                bed.wheel().start(SLOW, bed.pool().strand(0), task);
            } else {
                bed.pool().execute(bed.pool().strand(0), task);
            }
        };
        try (ScriptTest test = ScriptTest.on(bed, List.of(Transport.UDP), script(), modules(), blocking)) {
            addUsers(test, "alice", "bob", "carol");
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            ScriptedPeer carol = test.peer();
            register(test, alice, "alice");
            register(test, bob, "bob");
            SipResponse challenge = challenge(test, carol, "carol", "MESSAGE");
            SipResponse known = challenge(test, alice, "alice", "MESSAGE");
            slow.set(true);
            int strangers = 100;
            for (int i = 0; i < strangers; i++) {
                carol.send(request(test, carol, "carol", "MESSAGE", challenge), test.address());
            }
            alice.send(request(test, alice, "alice", "MESSAGE", known), test.address());
            SipRequest first = bob.expectRequest("MESSAGE");
            assertThat(String.valueOf(first.from())).contains("alice");
            assertThat(test.server().core().layer().held()).isPositive();
            bob.answer(first, 200, "OK");
            alice.expectResponse(200);
            call(test, alice, bob);
            assertThat(carol.received().stream().filter(SipResponse.class::isInstance))
                    .as("carol is not known yet")
                    .hasSize(1);

            test.pass(SLOW.plusSeconds(1));
            assertThat(String.valueOf(bob.expectRequest("MESSAGE").from())).contains("carol");
            assertThat(test.server().core().layer().held()).isZero();
        }
    }
}
