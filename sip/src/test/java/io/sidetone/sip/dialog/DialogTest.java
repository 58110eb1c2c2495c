package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.atAlice;
import static io.sidetone.sip.dialog.Sip.atBob;
import static io.sidetone.sip.dialog.Sip.created;
import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.fromBob;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.refused;
import static io.sidetone.sip.dialog.Sip.response;
import static io.sidetone.sip.dialog.Sip.tag;
import static io.sidetone.sip.dialog.Sip.text;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static io.sidetone.sip.dialog.Sip.toBob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog.State;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.Uri;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DialogTest {

    private static final String BOB = "Contact: <sip:bob@b2.example>";
    private static final String ROUTES = "Record-Route: <sip:p2.example;lr;x=1>, <sip:p1.example;lr>";

    private static String request(Dialog dialog, Method method) {
        return text(dialog.request(method).build());
    }

    @Test
    @Rfc(number = 3261, section = "12")
    @Rfc(number = 3261, section = "12.1.2")
    void theCallersDialogIsMadeOfItsRequestAndTheResponse() {
        Dialog early = atAlice(toAlice(180, "1 INVITE", BOB, ROUTES));
        Dialog confirmed = atAlice(toAlice(200, "1 INVITE", BOB));

        assertThat(early.state()).isEqualTo(State.EARLY);
        assertThat(early.id()).isEqualTo(new DialogId("call-1", "a", "b"));
        assertThat(early.isInitiator()).isTrue();
        assertThat(early.isSecure()).isFalse();
        assertThat(early.method()).isEqualTo(Method.INVITE);
        assertThat(early.localSequence()).isEqualTo(1);
        assertThat(early.remoteSequence()).isEqualTo(-1);
        assertThat(early.remoteTarget()).hasToString("sip:bob@b2.example");
        assertThat(early.local()).hasToString("<sip:alice@x.example>;tag=a");
        assertThat(early.remote()).hasToString("<sip:bob@x.example>;tag=b");
        assertThat(early.routeSet())
                .extracting(Object::toString)
                .containsExactly("<sip:p1.example;lr>", "<sip:p2.example;lr;x=1>");
        assertThat(early).hasToString("EARLY call-1");
        assertThat(confirmed.state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    @Rfc(number = 3261, section = "12.1.1")
    void theCalledSidesDialogIsMadeOfTheRequestAndItsResponse() {
        Dialog dialog = atBob(invite(ROUTES), 180);

        assertThat(dialog.state()).isEqualTo(State.EARLY);
        assertThat(dialog.id()).isEqualTo(new DialogId("call-1", "b", "a"));
        assertThat(dialog.id().reversed())
                .isEqualTo(atAlice(toAlice(180, "1 INVITE")).id());
        assertThat(dialog.isInitiator()).isFalse();
        assertThat(dialog.localSequence()).isEqualTo(-1);
        assertThat(dialog.remoteSequence()).isEqualTo(1);
        assertThat(dialog.remoteTarget()).hasToString("sip:alice@a.example");
        assertThat(dialog.localTarget()).hasToString("<sip:bob@b2.example>");
        assertThat(dialog.routeSet())
                .extracting(Object::toString)
                .containsExactly("<sip:p2.example;lr;x=1>", "<sip:p1.example;lr>");
    }

    @Test
    @Rfc(number = 3261, section = "12.1.1")
    @Rfc(number = 3261, section = "12.1.2")
    void aDialogIsSecureIfTheRequestWasSipsOverTls() {
        SipRequest sips =
                Sip.request("INVITE", "sips:bob@b", 1, "alice", tag("a"), "bob", "", "Contact: <sips:alice@a.example>");

        assertThat(created(Dialog.ofResponse(sips, toAlice(200, "1 INVITE"), true))
                        .isSecure())
                .isTrue();
        assertThat(created(Dialog.ofResponse(sips, toAlice(200, "1 INVITE"), false))
                        .isSecure())
                .isFalse();
        assertThat(created(Dialog.ofRequest(sips, toAlice(200, "1 INVITE"), true))
                        .isSecure())
                .isTrue();
        assertThat(created(Dialog.ofRequest(invite(), toAlice(200, "1 INVITE"), true))
                        .isSecure())
                .isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "12.1.1")
    void aRequestThatMakesNoDialogIsRefused() {
        assertThat(refused(Dialog.ofRequest(fromAlice("INVITE", 1, ""), toAlice(200, "1 INVITE"), false)))
                .isEqualTo(400);
        for (String bad : new String[] {"Contact: *", "Contact: <tel:+1>", "Contact: <", "Record-Route: sip:p"}) {
            SipRequest request = fromAlice("INVITE", 1, "", bad, "Contact: <sip:alice@a.example>");
            assertThat(refused(Dialog.ofRequest(request, toAlice(200, "1 INVITE"), false)))
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    @Rfc(number = 3261, section = "12.1.2")
    void aResponseThatMakesNoDialogIsRefused() {
        for (String bad : new String[] {"Contact: *", "Contact: <", "Record-Route: sip:p"}) {
            assertThat(refused(Dialog.ofResponse(invite(), toAlice(200, "1 INVITE", bad), false)))
                    .as(bad)
                    .isEqualTo(502);
        }
        assertThat(refused(Dialog.ofResponse(invite(), toAlice(100, "1 INVITE"), false)))
                .isEqualTo(502);
        assertThat(refused(Dialog.ofResponse(invite(), toAlice(486, "1 INVITE"), false)))
                .isEqualTo(502);
    }

    @Test
    @Rfc(number = 3261, section = "12.1.2")
    void aResponseWithoutContactLeavesThePeerWhereTheRequestWent() {
        assertThat(atAlice(toAlice(180, "1 INVITE")).remoteTarget()).hasToString("sip:bob@b.example");
    }

    @Test
    @Rfc(number = 3261, section = "12.1.2")
    void aPeerOfRfc2543HasNoTag() {
        Dialog dialog = atAlice(response(200, "", "1 INVITE"));

        assertThat(dialog.id().remoteTag()).isEmpty();
        assertThat(request(dialog, Method.BYE)).contains("To: <sip:bob@x.example>\r\n");
        assertThat(DialogId.ofServer(fromAlice("BYE", 1, ""))).isEqualTo(new DialogId("call-1", "", "a"));
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.1")
    void aRequestFollowsLooseRoutes() {
        Dialog dialog = atAlice(toAlice(200, "1 INVITE", BOB, ROUTES));

        assertThat(request(dialog, Method.INVITE)).isEqualTo("""
                INVITE sip:bob@b2.example SIP/2.0
                Route: <sip:p1.example;lr>
                Route: <sip:p2.example;lr;x=1>
                Max-Forwards: 70
                From: <sip:alice@x.example>;tag=a
                To: <sip:bob@x.example>;tag=b
                Call-ID: call-1
                CSeq: 2 INVITE
                Contact: <sip:alice@a.example>
                Content-Length: 0

                """.replace("\n", "\r\n"));
        assertThat(request(dialog, Method.BYE)).contains("CSeq: 3 BYE").doesNotContain("Contact");
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.1")
    void aStrictRouterGetsItselfAsRequestUri() {
        Dialog dialog = atAlice(toAlice(
                200,
                "1 INVITE",
                BOB,
                "Record-Route: <sip:p2.example;lr>",
                "Record-Route: <sip:p1.example;method=X?a=b>"));

        assertThat(request(dialog, Method.BYE)).startsWith("""
                BYE sip:p1.example SIP/2.0
                Route: <sip:p2.example;lr>
                Route: <sip:bob@b2.example>
                """.replace("\n", "\r\n"));
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.1")
    void theFirstRequestOfTheCalledSideBeginsTheCount() {
        Dialog dialog = atBob(invite(), 200);

        assertThat(request(dialog, Method.BYE))
                .startsWith("BYE sip:alice@a.example SIP/2.0")
                .contains("CSeq: 1 BYE");
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.1")
    void ackAndCancelAreNoRequestsOfTheirOwn() {
        Dialog dialog = atAlice(toAlice(200, "1 INVITE"));

        assertThatThrownBy(() -> dialog.request(Method.ACK)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dialog.request(Method.CANCEL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 3261, section = "15")
    void onlyTheCallerMaySendByeBeforeTheAnswer() {
        Dialog bob = atBob(invite(), 180);

        assertThatThrownBy(() -> bob.request(Method.BYE)).isInstanceOf(IllegalStateException.class);
        assertThat(request(atAlice(toAlice(180, "1 INVITE")), Method.BYE)).contains("CSeq: 2 BYE");
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void theAckHasNumberAndCredentialsOfTheInvite() {
        SipRequest invite = invite("Proxy-Authorization: Digest username=\"x\", realm=\"p\"");
        Dialog dialog = atAlice(invite, toAlice(200, "1 INVITE", BOB, ROUTES));
        dialog.request(Method.INFO);

        assertThat(text(dialog.ack(invite).build()))
                .startsWith("ACK sip:bob@b2.example SIP/2.0\r\nRoute: <sip:p1.example;lr>\r\n")
                .contains("CSeq: 1 ACK\r\n", "Proxy-Authorization: Digest username=\"x\"")
                .doesNotContain("\r\nAuthorization");
        assertThat(dialog.localSequence()).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void the2xxSaysTheRoutesOfAnEarlyDialogAnew() {
        Dialog dialog = atAlice(toAlice(180, "1 INVITE"));

        assertThat(dialog.receive(toAlice(200, "1 INVITE", BOB, ROUTES))).isEqualTo(ResponseScope.TRANSACTION);
        assertThat(dialog.state()).isEqualTo(State.CONFIRMED);
        assertThat(dialog.routeSet()).hasSize(2);
        assertThat(dialog.remoteTarget()).hasToString("sip:bob@b2.example");

        dialog.receive(toAlice(200, "2 INVITE", BOB));
        assertThat(dialog.routeSet()).as("only the first says it").hasSize(2);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.2")
    void onlyTheResponseToTheFirstRequestConfirms() {
        Dialog dialog = atAlice(toAlice(180, "1 INVITE"));
        dialog.receive(toAlice(200, "2 PRACK"));
        assertThat(dialog.state()).isEqualTo(State.EARLY);

        assertThat(dialog.receive(toAlice(486, "1 INVITE"))).isEqualTo(ResponseScope.DIALOG);
        assertThat(dialog.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.2")
    void aPeerThatKnowsNothingOfItEndsTheDialog() {
        for (int code : new int[] {408, 481}) {
            Dialog dialog = atAlice(toAlice(200, "1 INVITE"));
            assertThat(dialog.receive(toAlice(code, "2 UPDATE"))).isEqualTo(ResponseScope.USAGE);
            assertThat(dialog.state()).isEqualTo(State.TERMINATED);
        }
        Dialog silent = atAlice(toAlice(200, "1 INVITE"));
        assertThat(silent.timedOut(Method.INFO)).isEqualTo(ResponseScope.USAGE);
        assertThat(silent.state()).isEqualTo(State.TERMINATED);
        assertThat(silent.receive(toAlice(481, "2 UPDATE"))).isEqualTo(ResponseScope.TRANSACTION);
    }

    @Test
    @Rfc(number = 5057, section = "4")
    void aDialogLivesAsLongAsOneOfItsUsages() {
        Dialog dialog = atAlice(toAlice(200, "1 INVITE"));
        dialog.beginUsage();

        assertThat(dialog.receive(toAlice(481, "2 NOTIFY"))).isEqualTo(ResponseScope.USAGE);
        assertThat(dialog.state()).isEqualTo(State.CONFIRMED);
        assertThat(dialog.receive(fromBob("BYE", 1))).isEqualTo(Verdict.Accepted.ENDS_USAGE);
        assertThat(dialog.state()).isEqualTo(State.TERMINATED);
        dialog.endUsage();

        Dialog other = atAlice(toAlice(200, "1 INVITE"));
        other.beginUsage();
        assertThat(other.receive(toAlice(404, "2 INFO"))).isEqualTo(ResponseScope.DIALOG);
        assertThat(other.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    @Rfc(number = 3261, section = "15.1.1")
    void aByeEndsTheSessionWhateverIsSaidToIt() {
        for (int code : new int[] {200, 481, 500}) {
            Dialog dialog = atAlice(toAlice(200, "1 INVITE"));
            dialog.request(Method.BYE);
            assertThat(dialog.receive(toAlice(100, "2 BYE"))).isEqualTo(ResponseScope.TRANSACTION);
            assertThat(dialog.receive(toAlice(code, "2 BYE"))).isEqualTo(ResponseScope.USAGE);
            assertThat(dialog.state()).isEqualTo(State.TERMINATED);
        }
        Dialog challenged = atAlice(toAlice(200, "1 INVITE"));
        assertThat(challenged.receive(toAlice(407, "2 BYE"))).isEqualTo(ResponseScope.TRANSACTION);
        assertThat(challenged.state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void aRequestOutOfOrderIsRefused() {
        Dialog dialog = atBob(invite(), 200);

        assertThat(dialog.receive(fromAlice("INFO", 7, tag("b")))).isEqualTo(Verdict.Accepted.GOES_ON);
        assertThat(refused(dialog.receive(fromAlice("INFO", 6, tag("b"))))).isEqualTo(500);
        assertThat(refused(dialog.receive(fromAlice("INFO", 7, tag("b"))))).isEqualTo(500);
        assertThat(dialog.remoteSequence()).isEqualTo(7);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void anAckTakesNoPlaceInTheOrder() {
        Dialog dialog = atBob(invite(), 200);

        assertThat(dialog.receive(fromAlice("INFO", 2, tag("b")))).isEqualTo(Verdict.Accepted.GOES_ON);
        assertThat(dialog.receive(fromAlice("ACK", 1, tag("b")))).isEqualTo(Verdict.Accepted.GOES_ON);
        assertThat(dialog.receive(fromAlice("ACK", 9, tag("b")))).isEqualTo(new Verdict.Ignored());
        assertThat(dialog.remoteSequence()).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void whatComesAfterTheEndFindsNoDialog() {
        Dialog dialog = atBob(invite(), 200);
        assertThat(refused(dialog.receive(fromAlice("CANCEL", 1, tag("b"))))).isEqualTo(481);
        dialog.receive(fromAlice("BYE", 2, tag("b")));

        assertThat(refused(dialog.receive(fromAlice("INFO", 3, tag("b"))))).isEqualTo(481);
        assertThat(request(dialog, Method.BYE)).contains("CSeq: 1 BYE");
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    @Rfc(number = 6141, section = "4.6")
    void aRequestMovesTheTargetWhenItIsGranted() {
        Dialog dialog = atBob(invite(), 200);
        dialog.receive(fromAlice("UPDATE", 2, tag("b"), "Contact: <sip:alice@new.example>"));
        assertThat(dialog.remoteTarget()).hasToString("sip:alice@a.example");

        dialog.sent(toAlice(200, "2 UPDATE", "Contact: <sip:bob@new.example>"));
        assertThat(dialog.remoteTarget()).hasToString("sip:alice@new.example");
        assertThat(dialog.localTarget()).hasToString("<sip:bob@new.example>");

        dialog.receive(fromAlice("INFO", 3, tag("b"), "Contact: <sip:alice@other.example>"));
        dialog.sent(toAlice(200, "3 INFO"));
        assertThat(dialog.remoteTarget()).as("INFO moves nothing").hasToString("sip:alice@new.example");
    }

    @Test
    @Rfc(number = 6141, section = "4")
    void aFailedReInviteLeavesTheTargetUnlessItWasGrantedBefore() {
        Dialog dialog = atBob(invite(), 200);
        dialog.receive(fromAlice("INVITE", 2, tag("b"), "Contact: <sip:alice@a2.example>"));
        dialog.sent(toAlice(488, "2 INVITE"));
        assertThat(dialog.remoteTarget()).hasToString("sip:alice@a.example");

        dialog.receive(fromAlice("INVITE", 3, tag("b"), "Contact: <sip:alice@a3.example>"));
        dialog.sent(toAlice(183, "3 INVITE", "Require: 100rel", "RSeq: 1"));
        dialog.sent(toAlice(488, "3 INVITE"));
        assertThat(dialog.remoteTarget()).hasToString("sip:alice@a3.example");

        dialog.receive(fromAlice("INVITE", 4, tag("b"), "Contact: <sip:alice@a4.example>"));
        dialog.receive(fromAlice("UPDATE", 5, tag("b"), "Contact: <sip:alice@a5.example>"));
        dialog.sent(toAlice(200, "5 UPDATE"));
        dialog.sent(toAlice(200, "4 INVITE"));
        assertThat(dialog.remoteTarget()).as("the later one counts").hasToString("sip:alice@a5.example");

        for (int i = 6; i < 30; i++) {
            dialog.receive(fromAlice("UPDATE", i, tag("b"), "Contact: <sip:alice@a" + i + ".example>"));
        }
        dialog.sent(toAlice(200, "6 UPDATE"));
        assertThat(dialog.remoteTarget()).as("forgotten").hasToString("sip:alice@a5.example");
    }

    @Test
    @Rfc(number = 6141, section = "4.7")
    void aResponseMovesTheTargetIfItGrants() {
        Dialog dialog = atAlice(toAlice(200, "1 INVITE", BOB));
        dialog.receive(toAlice(488, "2 INVITE", "Contact: <sip:bob@no.example>"));
        dialog.receive(toAlice(180, "3 INVITE", "Contact: <sip:bob@no.example>"));
        dialog.receive(toAlice(200, "4 INFO", "Contact: <sip:bob@no.example>"));
        dialog.receive(toAlice(200, "5 INVITE", "Contact: *"));
        assertThat(dialog.remoteTarget()).hasToString("sip:bob@b2.example");

        dialog.receive(toAlice(183, "6 INVITE", "Contact: <sip:bob@b6.example>", "RSeq: 1"));
        assertThat(dialog.remoteTarget()).hasToString("sip:bob@b6.example");
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void aMalformedTargetRefreshIsRefused() {
        Dialog dialog = atBob(invite(), 200);

        assertThat(refused(dialog.receive(fromAlice("INVITE", 2, tag("b"), "Contact: <"))))
                .isEqualTo(400);
        assertThat(refused(dialog.receive(fromAlice("UPDATE", 2, tag("b"), "Contact: *"))))
                .isEqualTo(400);
        assertThat(dialog.receive(fromAlice("INVITE", 2, tag("b")))).isEqualTo(Verdict.Accepted.GOES_ON);
    }

    @Test
    @Rfc(number = 6141, section = "4.4")
    void thisSideMayMoveToo() throws Exception {
        Dialog dialog = atAlice(toAlice(200, "1 INVITE"));
        dialog.localTarget(NameAddress.of(Uri.parse("sip:alice@phone.example")));

        assertThat(request(dialog, Method.UPDATE)).contains("Contact: <sip:alice@phone.example>");
    }

    @Test
    @Rfc(number = 3261, section = "12.2.1.1")
    void aWatcherNotesWhatOthersSend() {
        Dialog dialog = atAlice(toAlice(200, "1 INVITE"));
        dialog.sent(fromAlice("UPDATE", 9, tag("b"), "Contact: <sip:alice@moved.example>"));
        dialog.sent(fromAlice("ACK", 20, tag("b")));

        assertThat(request(dialog, Method.INVITE)).contains("CSeq: 10 INVITE", "<sip:alice@moved.example>");
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void theCalledSidesFinalResponseSettlesAnEarlyDialog() {
        Dialog granted = atBob(invite(), 180);
        granted.sent(toAlice(200, "2 PRACK"));
        assertThat(granted.state()).isEqualTo(State.EARLY);
        granted.sent(toAlice(200, "1 INVITE"));
        assertThat(granted.state()).isEqualTo(State.CONFIRMED);

        Dialog refused = atBob(invite(), 180);
        refused.sent(toAlice(486, "1 INVITE"));
        assertThat(refused.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    @Rfc(number = 6665, section = "4.4.1")
    void aNotifyMakesTheSubscribersDialog() {
        SipRequest subscribe = fromAlice("SUBSCRIBE", 5, "", "Contact: <sip:alice@a.example>");
        SipRequest notify = fromBob("NOTIFY", 40, BOB, ROUTES);
        Dialog dialog = created(
                Dialog.ofNotify(subscribe, notify, toBob(200, "40 NOTIFY", "Contact: <sip:alice@a.example>"), false));

        assertThat(dialog.id()).isEqualTo(DialogId.ofClient(toAlice(200, "5 SUBSCRIBE")));
        assertThat(dialog.isInitiator()).isTrue();
        assertThat(dialog.method()).isEqualTo(Method.SUBSCRIBE);
        assertThat(dialog.remoteSequence()).isEqualTo(40);
        assertThat(request(dialog, Method.SUBSCRIBE))
                .startsWith("SUBSCRIBE sip:bob@b2.example SIP/2.0\r\nRoute: <sip:p2.example;lr;x=1>")
                .contains("CSeq: 6 SUBSCRIBE");
    }

    @Test
    @Rfc(number = 3261, section = "14.2")
    void aRefusalIsAnsweredWithItsField() {
        SipRequest request = fromAlice("INVITE", 2, tag("b"));
        Refusal early = Refusals.tooEarly(new Random(1));

        assertThat(early.answer(request).build().first(Headers.RETRY_AFTER)).isNotNull();
        assertThat(early.statusCode()).isEqualTo(500);
        assertThat(Refusals.glare().answer(request).build()).hasToString("SIP/2.0 491 Request Pending");
    }
}
