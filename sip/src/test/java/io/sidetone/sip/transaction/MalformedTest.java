package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.WireEvent;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.Flow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever comes, nothing fails and nothing stays.
class MalformedTest {

    private static final int MESSAGES = 2_000;
    private static final int LARGEST_DATAGRAM = 65_507;

    private final Stand stand = Stand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    private static List<Path> torture() {
        try (Stream<Path> files = Files.walk(Path.of(Objects.requireNonNull(MalformedTest.class.getResource("/torture"))
                .toURI()))) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private boolean hasRefused(InetSocketAddress there, int from) {
        List<WireEvent> trace = stand.simulation().network().trace();
        return trace.subList(from, trace.size()).stream()
                .anyMatch(event -> event.from().equals(there)
                        && Text.decode(event.octets(), 0, event.octets().length).matches("(?s)SIP/2.0 [45].*"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    @Rfc(number = 4475, section = "3")
    void theTortureSetDoesNoHarm(Transport transport) throws IOException {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.answerWith(200);
        long refused = 0;
        for (Path file : torture()) {
            byte[] octets = Files.readAllBytes(file);
            if (transport == Transport.UDP && octets.length > LARGEST_DATAGRAM) {
                continue;
            }
            int before = stand.simulation().network().trace().size();
            alice.send(octets, alice.connect(there));
            stand.run(2000);
            boolean answerable =
                    new MessageParser().parse(octets) instanceof Malformed malformed && malformed.answerable();
            if (answerable && transport == Transport.UDP) {
                assertThat(hasRefused(there, before)).as(file.toString()).isTrue();
                refused++;
            }
        }
        stand.assertEmpty();
        assertThat(stand.layer.counted(Counted.MALFORMED)).isGreaterThan(Math.max(20, refused - 1));
        assertThat(stand.layer.counted(Counted.FAULT)).isZero();
    }

    /// Flips, drops, doubles and inserts some octets.
    private static byte[] mutate(byte[] octets, Random random) {
        byte[] mutant = octets.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(mutant.length);
            int to = Math.min(mutant.length, at + 1 + random.nextInt(8));
            mutant = switch (random.nextInt(4)) {
                case 0 -> joined(Arrays.copyOf(mutant, at), Arrays.copyOfRange(mutant, to, mutant.length));
                case 1 -> joined(Arrays.copyOf(mutant, to), Arrays.copyOfRange(mutant, at, mutant.length));
                case 2 ->
                    joined(
                            joined(Arrays.copyOf(mutant, at), Text.encode(odd(random))),
                            Arrays.copyOfRange(mutant, at, mutant.length));
                default -> {
                    mutant[at] = (byte) random.nextInt(256);
                    yield mutant;
                }
            };
            if (mutant.length == 0) {
                return octets.clone();
            }
        }
        return mutant;
    }

    private static String odd(Random random) {
        return List.of("\r\n", ";", ",", "\"", "<", ">", ":", "z9hG4bK", "0", " ", "SIP/2.0", "\0")
                .get(random.nextInt(12));
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    /// Does with each request what chance says.
    private void doAnything(Random random) {
        stand.script = claim -> {
            SipResponse response = claim.answer(List.of(180, 200, 404, 408, 503).get(random.nextInt(5)), "Any")
                    .build();
            claim.cancelInvite();
            switch (random.nextInt(4)) {
                case 0 -> claim.hold();
                case 1 -> claim.reply(response);
                case 2 -> {
                    ServerTransaction transaction = claim.begin(stand);
                    transaction.respond(response);
                    transaction.respond(claim.answer(486, "Busy Here").build());
                }
                default -> {}
            }
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP", "WS"})
    void mutatedRequestsDoNoHarm(Transport transport) {
        Random random = new Random(7);
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        doAnything(random);
        List<String> methods = List.of("INVITE", "CANCEL", "ACK", "MESSAGE");
        Flow flow = alice.connect(there);
        for (int i = 0; i < MESSAGES; i++) {
            if (!flow.isOpen()) {
                flow = alice.connect(there);
            }
            String text = Stand.request(methods.get(random.nextInt(4)), "z9hG4bK" + random.nextInt(50))
                    .replace("{transport}", transport.name())
                    .replace("{local}", flow.sentBy().toString())
                    .replace("{remote}", "127.0.0.1")
                    .replace("\n", "\r\n");
            byte[] octets = Text.encode(text + "\r\n");
            alice.send(random.nextInt(4) == 0 ? octets : mutate(octets, random), flow);
            stand.run(random.nextInt(100));
        }
        stand.assertEmpty();
        assertThat(stand.layer.counted(Counted.MALFORMED)).isPositive();
        assertThat(stand.layer.counted(Counted.FAULT)).isZero();

        stand.answerWith(200);
        alice.send(Stand.request("MESSAGE", "z9hG4bKlast"), alice.connect(there));
        stand.run(1000);
        assertThat(((SipResponse) alice.received().getLast()).statusCode()).isEqualTo(200);
    }

    @Test
    void mutatedResponsesDoNoHarm() {
        Random random = new Random(8);
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        for (int i = 0; i < MESSAGES / 10; i++) {
            stand.send(random.nextBoolean() ? "INVITE" : "OPTIONS", stand.flow(Transport.UDP, bob.address()));
            stand.run(2);
            SipRequest request = (SipRequest) bob.received().getLast();
            for (int j = 0; j < 10; j++) {
                int code = List.of(100, 180, 200, 404, 503).get(random.nextInt(5));
                byte[] octets = SipResponse.answer(request, code, "Any")
                        .withContentLength()
                        .build()
                        .toByteArray();
                bob.send(random.nextInt(8) == 0 ? octets : mutate(octets, random), bob.flowOf(request));
            }
            stand.run(random.nextInt(1000));
        }
        stand.run(700_000);
        assertThat(stand.layer.servers()).isZero();
        assertThat(stand.layer.counted(Counted.MALFORMED)).isPositive();
        assertThat(stand.bed.pool().failed()).isZero();
        // Only an INVITE that rings waits, for as long as its user likes.
        assertThat(stand.layer.clients()).isLessThan(MESSAGES / 10);
    }
}
