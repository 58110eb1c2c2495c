package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.fromBob;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.response;
import static io.sidetone.sip.dialog.Sip.sdp;
import static io.sidetone.sip.dialog.Sip.tag;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static io.sidetone.sip.dialog.Sip.toBob;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog.State;
import io.sidetone.sip.dialog.OfferAnswerState.Judgement;
import io.sidetone.sip.dialog.OfferAnswerState.Side;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What holds whatever happens, in any order.
class DialogPropertyTest {

    private static final List<String> METHODS =
            List.of("INVITE", "UPDATE", "BYE", "INFO", "PRACK", "ACK", "CANCEL", "NOTIFY", "REFER", "ODD");
    private static final List<Integer> CODES =
            List.of(100, 180, 183, 200, 202, 302, 401, 404, 405, 408, 481, 482, 486, 488, 491, 500, 503, 603);
    private static final List<String> FIELDS = List.of(
            "Contact: <sip:p@new.example>",
            "Contact: *",
            "Contact: <",
            "RSeq: 1",
            "Record-Route: <sip:r;lr>",
            "Record-Route: ,",
            "Replaces: call-1;to-tag=a;from-tag=b",
            "Join: x",
            "RAck: 1 1 INVITE",
            "RAck: x",
            "Session-Expires: 1",
            "Min-SE: x",
            "Info-Package: ,",
            "Recv-Info: ;",
            "Require: 100rel");

    private static <T> T any(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String[] fields(RandomGenerator random) {
        return random.nextBoolean()
                ? new String[] {any(FIELDS, random), any(FIELDS, random), sdp()}
                : new String[] {any(FIELDS, random)};
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.1")
    @Rfc(number = 3261, section = "12.2.2")
    void numbersNeverFallStatesNeverGoBackAndNothingStays() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            DialogTable<String> table = new DialogTable<>(DialogLimits.DEFAULT);
            Dialog dialog = random.nextBoolean()
                    ? Sip.atAlice(toAlice(random.nextBoolean() ? 180 : 200, "1 INVITE"))
                    : Sip.atBob(invite(), random.nextBoolean() ? 180 : 200);
            table.add(dialog, "call");
            for (int step = 0; step < 40; step++) {
                State before = dialog.state();
                long local = dialog.localSequence();
                long remote = dialog.remoteSequence();
                step(dialog, random);

                assertThat(dialog.state()).as("seed %s", seed).isGreaterThanOrEqualTo(before);
                assertThat(dialog.localSequence()).isGreaterThanOrEqualTo(local);
                assertThat(dialog.remoteSequence()).isGreaterThanOrEqualTo(remote);
                assertThat(table.size()).isEqualTo(dialog.state() == State.TERMINATED ? 0 : 1);
                assertThat(table.find(dialog.id()) == null).isEqualTo(dialog.state() == State.TERMINATED);
            }
        }
    }

    private static void step(Dialog dialog, Random random) {
        boolean alice = dialog.isInitiator();
        Method method = Method.of(any(METHODS, random));
        String cseq = (dialog.localSequence() + random.nextInt(3)) + " " + method;
        switch (random.nextInt(6)) {
            case 0 -> {
                boolean ofOther = method.equals(Method.ACK) || method.equals(Method.CANCEL);
                boolean early = dialog.state() == State.EARLY && !alice && method.equals(Method.BYE);
                if (!ofOther && !early) {
                    CSeq sent = dialog.request(method).build().cseq();
                    assertThat(sent).isEqualTo(new CSeq(dialog.localSequence(), method));
                }
            }
            case 1 -> {
                long number = Math.max(0, dialog.remoteSequence() + random.nextInt(-1, 3));
                SipRequest request = alice
                        ? fromBob(method.name(), number, fields(random))
                        : fromAlice(method.name(), number, tag("b"), fields(random));
                if (dialog.receive(request) instanceof Verdict.Refused(Refusal refusal)) {
                    assertThat(refusal.statusCode()).isBetween(400, 699);
                    assertThat(refusal.answer(request).build().statusCode()).isEqualTo(refusal.statusCode());
                }
            }
            case 2, 3 ->
                dialog.receive(
                        alice ? toAlice(any(CODES, random), cseq, fields(random)) : toBob(any(CODES, random), cseq));
            case 4 -> dialog.sent(alice ? toBob(any(CODES, random), cseq) : toAlice(any(CODES, random), cseq));
            default -> dialog.timedOut(Method.INFO);
        }
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2")
    void aSetHasNoMoreDialogsThanItMayAndAfterAFailureNoEarlyOnes() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            DialogSet dialogs = new DialogSet(invite(), false, new DialogLimits(1, 4));
            for (int step = 0; step < 30; step++) {
                SipResponse response =
                        response(any(CODES, random), "b" + random.nextInt(8), "1 INVITE", fields(random));
                dialogs.receive(response);
                if (random.nextInt(20) == 0) {
                    dialogs.close();
                }

                assertThat(dialogs.dialogs()).hasSizeLessThanOrEqualTo(4);
                if (response.statusCode() >= 300) {
                    assertThat(dialogs.dialogs()).noneMatch(dialog -> dialog.state() == State.EARLY);
                }
            }
        }
    }

    /// Two user agents that never send what they may not, over a network that keeps the order of each side and
    /// lets both sides cross.
    @Test
    @Rfc(number = 3261, section = "14.2")
    @Rfc(number = 3311, section = "5.2")
    void twoSidesNeverOfferAtOnce() {
        for (int seed = 0; seed < 300; seed++) {
            new Couple(new Random(seed)).run();
        }
    }

    private static final class Couple {

        private final Random random;
        private final Party alice;
        private final Party bob;
        private int agreed;

        Couple(Random random) {
            this.random = random;
            this.alice = new Party(true, random);
            this.bob = new Party(false, random);
        }

        private void run() {
            for (int step = 0; step < 80; step++) {
                Party sender = random.nextBoolean() ? alice : bob;
                switch (random.nextInt(4)) {
                    case 0 -> sender.change(random);
                    case 1 -> deliver(sender);
                    default -> deliver(random.nextBoolean() ? alice : bob);
                }
            }
            while (!alice.out.isEmpty() || !bob.out.isEmpty()) {
                deliver(alice);
                deliver(bob);
            }
            assertThat(alice.session.state()).isEqualTo(OfferAnswerState.State.STABLE);
            assertThat(bob.session.state()).isEqualTo(OfferAnswerState.State.STABLE);
            assertThat(alice.session.mayInvite() && bob.session.mayInvite()).isTrue();
            assertThat(agreed).isPositive();
        }

        private void deliver(Party from) {
            Object message = from.out.poll();
            Party to = from == alice ? bob : alice;
            if (message instanceof SipRequest request) {
                to.onRequest(request);
            } else if (message instanceof SipResponse response) {
                to.onResponse(response);
                agreed += response.isSuccess() ? 1 : 0;
            }
            boolean both = alice.session.state() == OfferAnswerState.State.REMOTE_OFFER
                    && bob.session.state() == OfferAnswerState.State.REMOTE_OFFER;
            assertThat(both).as("both owe an answer").isFalse();
        }
    }

    private static final class Party {

        private final Deque<Object> out = new ArrayDeque<>();
        private final OfferAnswerState session;
        private final boolean alice;
        private long number = 10;

        Party(boolean alice, Random random) {
            this.alice = alice;
            this.session = new OfferAnswerState(random);
        }

        private SipRequest request(String method, long cseq, boolean withSdp) {
            String[] fields = withSdp ? new String[] {sdp()} : new String[0];
            return alice ? fromAlice(method, cseq, tag("b"), fields) : fromBob(method, cseq, fields);
        }

        private SipResponse response(int code, CSeq cseq, boolean withSdp) {
            String[] fields = withSdp ? new String[] {sdp()} : new String[0];
            return alice ? toBob(code, cseq.toString(), fields) : toAlice(code, cseq.toString(), fields);
        }

        private void send(SipRequest request) {
            session.sent(request);
            out.add(request);
        }

        void change(Random random) {
            boolean offer = random.nextBoolean();
            if (random.nextBoolean() && session.mayInvite()) {
                send(request("INVITE", ++number, offer));
            } else if (session.mayUpdate(offer)) {
                send(request("UPDATE", ++number, offer));
            }
        }

        void onRequest(SipRequest request) {
            CSeq cseq = request.cseq();
            assertThat(cseq).isNotNull();
            Judgement judgement = session.receive(request);
            if (cseq == null || request.method().equals(Method.ACK)) {
                return;
            }
            boolean invite = request.method().equals(Method.INVITE);
            boolean sdp = invite || OfferAnswerState.carriesSdp(request);
            boolean refused = judgement instanceof Judgement.Refused;
            SipResponse response = response(refused ? 491 : 200, cseq, sdp && !refused);
            if (!refused) {
                session.sent(response);
                assertThat(session.inviter()).isNotEqualTo(Side.REMOTE);
            }
            out.add(response);
        }

        void onResponse(SipResponse response) {
            OfferAnswerState.Body body = session.receive(response);
            CSeq cseq = response.cseq();
            assertThat(body).isNotIn(OfferAnswerState.Body.MISSING, OfferAnswerState.Body.REPEATED);
            if (cseq != null && cseq.method().equals(Method.INVITE) && response.isSuccess()) {
                send(request("ACK", cseq.number(), body == OfferAnswerState.Body.OFFER));
            }
        }
    }
}
