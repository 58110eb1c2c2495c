package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.atBob;
import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.tag;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static io.sidetone.sip.dialog.Sip.toBob;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.testing.Golden;
import io.sidetone.sip.testing.TransitionTable;
import org.junit.jupiter.api.Test;

class DialogStateTest {

    /// What happens to the dialog of the called side, for the table.
    private enum Event {
        SEND_1XX,
        SEND_2XX,
        SEND_REFUSAL,
        SEND_2XX_TO_PRACK,
        GET_2XX_TO_INFO,
        GET_404_TO_INFO,
        GET_408_TO_INFO,
        GET_481_TO_INFO,
        GET_500_TO_INFO,
        GET_407_TO_BYE,
        GET_200_TO_BYE,
        TIMEOUT_OF_INFO,
        GET_INFO,
        GET_OLD_INFO,
        GET_ACK,
        GET_CANCEL,
        GET_BYE
    }

    /// What comes of it.
    private interface Effects {
        void ends(ResponseScope scope);

        void endsUsage();

        void refuse(int statusCode);
    }

    private static void step(Dialog dialog, Event event, Effects effects) {
        switch (event) {
            case SEND_1XX -> dialog.sent(toAlice(183, "1 INVITE"));
            case SEND_2XX -> dialog.sent(toAlice(200, "1 INVITE"));
            case SEND_REFUSAL -> dialog.sent(toAlice(486, "1 INVITE"));
            case SEND_2XX_TO_PRACK -> dialog.sent(toAlice(200, "2 PRACK"));
            case GET_2XX_TO_INFO -> report(dialog.receive(toBob(200, "1 INFO")), effects);
            case GET_404_TO_INFO -> report(dialog.receive(toBob(404, "1 INFO")), effects);
            case GET_408_TO_INFO -> report(dialog.receive(toBob(408, "1 INFO")), effects);
            case GET_481_TO_INFO -> report(dialog.receive(toBob(481, "1 INFO")), effects);
            case GET_500_TO_INFO -> report(dialog.receive(toBob(500, "1 INFO")), effects);
            case GET_407_TO_BYE -> report(dialog.receive(toBob(407, "1 BYE")), effects);
            case GET_200_TO_BYE -> report(dialog.receive(toBob(200, "1 BYE")), effects);
            case TIMEOUT_OF_INFO -> report(dialog.timedOut(Method.INFO), effects);
            case GET_INFO -> report(dialog.receive(fromAlice("INFO", 9, tag("b"))), effects);
            case GET_OLD_INFO -> report(dialog.receive(fromAlice("INFO", 1, tag("b"))), effects);
            case GET_ACK -> report(dialog.receive(fromAlice("ACK", 1, tag("b"))), effects);
            case GET_CANCEL -> report(dialog.receive(fromAlice("CANCEL", 1, tag("b"))), effects);
            case GET_BYE -> report(dialog.receive(fromAlice("BYE", 9, tag("b"))), effects);
        }
    }

    private static void report(ResponseScope scope, Effects effects) {
        if (scope != ResponseScope.TRANSACTION) {
            effects.ends(scope);
        }
    }

    private static void report(Verdict verdict, Effects effects) {
        switch (verdict) {
            case Verdict.Accepted.GOES_ON -> {}
            case Verdict.Accepted.ENDS_USAGE -> effects.endsUsage();
            case Verdict.Refused(Refusal refusal) -> effects.refuse(refusal.statusCode());
            case Verdict.Ignored() -> {}
        }
    }

    @Test
    @Rfc(number = 3261, section = "12")
    void doesWhatTheTableSays() throws Exception {
        TransitionTable<Dialog, Event, Effects> table =
                new TransitionTable<>(Event.class, Effects.class, DialogStateTest::step, Dialog::state);

        Golden.check(getClass(), "dialog.transitions", table.of(() -> atBob(invite(), 180)));
    }
}
