package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.ResponseRetransmission.Effects;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.TransitionTable;
import io.sidetone.sip.transaction.TimerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every message of the torture set, whole and with pieces missing, is judged without an exception.
class OddMessagesTest {

    private static List<Path> files() throws Exception {
        Path root = Path.of(Objects.requireNonNull(OddMessagesTest.class.getResource("/torture"), "no torture set")
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void everyParsedMessageIsJudged() throws Exception {
        int judged = 0;
        for (Path file : files()) {
            byte[] octets = Files.readAllBytes(file);
            Random random = new Random(octets.length);
            for (int copy = 0; copy < 20 && octets.length > 0; copy++) {
                if (new MessageParser().parse(octets) instanceof Parsed(SipMessage message)) {
                    assertThatCode(() -> judge(message)).as(file.toString()).doesNotThrowAnyException();
                    judged++;
                }
                octets[random.nextInt(octets.length)] = (byte) (' ' + random.nextInt(95));
            }
        }
        assertThat(judged).isGreaterThan(500);
    }

    private static void judge(SipMessage message) {
        switch (message) {
            case SipRequest request -> judge(request);
            case SipResponse response -> judge(response);
        }
    }

    private static void judge(SipRequest request) {
        Effects effects = TransitionTable.recorder(Effects.class, new ArrayList<>());
        if (Sip.atBob(invite(), 200).receive(request) instanceof Verdict.Refused(Refusal refusal)) {
            refusal.answer(request).build();
        }
        Dialog.ofRequest(request, toAlice(200, "1 INVITE"), true);
        Dialog.ofResponse(request, toAlice(200, "1 INVITE"), true);
        Sip.atAlice(toAlice(200, "1 INVITE")).sent(request);
        DialogTable<String> table = new DialogTable<>(DialogLimits.DEFAULT);
        table.find(request);
        table.replaced(request);
        table.joined(request);
        table.target(request);
        new OfferAnswerState(new Random(1)).receive(request);
        new InfoPackages(List.of()).judge(request);
        SessionTimerNegotiation timer = new SessionTimerNegotiation(SessionTimerSettings.DEFAULT);
        timer.judge(request);
        timer.agree(request, SipResponse.answer(request, 200, "OK")).build();
        CSeq invite = new CSeq(1, Method.INVITE);
        new ReliableResponses(invite, TimerSettings.DEFAULT, new Random(1)).receive(request, effects);
        new SuccessResponses(invite, TimerSettings.DEFAULT).receive(request, effects);
    }

    private static void judge(SipResponse response) {
        Dialog.ofResponse(invite(), response, true);
        Dialog dialog = Sip.atAlice(toAlice(180, "1 INVITE"));
        new ProvisionalAcknowledger(dialog).receive(response);
        dialog.receive(response);
        Sip.atBob(invite(), 180).sent(response);
        new DialogSet(invite(), true, DialogLimits.DEFAULT).receive(response);
        OfferAnswerState session = new OfferAnswerState(new Random(1));
        session.sent(invite());
        session.receive(response);
        new SuccessAcknowledger().receive(response);
        new InfoPackages(List.of()).receive(response);
        SessionTimerNegotiation timer = new SessionTimerNegotiation(SessionTimerSettings.DEFAULT);
        timer.receive(response);
        timer.tooSmall(response);
    }
}
