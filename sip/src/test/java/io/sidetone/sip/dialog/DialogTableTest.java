package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.atAlice;
import static io.sidetone.sip.dialog.Sip.atBob;
import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.fromBob;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.response;
import static io.sidetone.sip.dialog.Sip.tag;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.DialogTable.Entry;
import io.sidetone.sip.dialog.DialogTable.Event;
import io.sidetone.sip.dialog.DialogTable.Match;
import io.sidetone.sip.message.SipRequest;
import org.junit.jupiter.api.Test;

class DialogTableTest {

    private static final String REPLACES = "Replaces: call-1;to-tag=a;from-tag=b";
    private static final String JOIN = "Join: call-1;to-tag=a;from-tag=b";

    private final DialogTable<String> table = new DialogTable<>(new DialogLimits(2, 1));

    private static SipRequest carol(String... fields) {
        return Sip.request("INVITE", "sip:alice@a.example", 1, "carol", tag("c"), "alice", "", fields);
    }

    private static int refused(Match<String> match) {
        assertThat(match).isInstanceOf(Match.Refused.class);
        return ((Match.Refused<String>) match).refusal().statusCode();
    }

    private Dialog add(Dialog dialog) {
        assertThat(table.add(dialog, "call")).isTrue();
        return dialog;
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void aRequestFindsItsDialogUntilThatEnds() {
        Dialog dialog = add(atAlice(toAlice(200, "1 INVITE")));

        assertThat(table.find(fromBob("BYE", 1))).isEqualTo(new Entry<>(dialog, "call"));
        assertThat(table.find(dialog.id())).isNotNull();
        assertThat(table.find(fromAlice("BYE", 1, tag("b")))).isNull();
        assertThat(table.size()).isEqualTo(1);
        dialog.receive(fromBob("BYE", 1));
        dialog.terminate();

        assertThat(table.find(fromBob("BYE", 1))).isNull();
        assertThat(table.size()).isZero();
        assertThat(table.count(Event.ADDED)).isEqualTo(1);
        assertThat(table.count(Event.ENDED)).isEqualTo(1);
        assertThat(table.count(Event.FOUND)).isEqualTo(1);
        assertThat(table.count(Event.NOT_FOUND)).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void aFullTableTakesNothing() {
        add(atAlice(response(200, "b1", "1 INVITE")));
        assertThat(table.add(atAlice(response(200, "b1", "1 INVITE")), "same name"))
                .isFalse();
        Dialog ended = atAlice(response(200, "b2", "1 INVITE"));
        ended.terminate();
        assertThat(table.add(ended, "ended")).isFalse();
        add(atAlice(response(200, "b3", "1 INVITE")));

        assertThat(table.add(atAlice(response(200, "b4", "1 INVITE")), "too many"))
                .isFalse();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.count(Event.REFUSED)).isEqualTo(3);
    }

    @Test
    @Rfc(number = 3891, section = "3")
    void anInviteReplacesADialog() {
        assertThat(table.replaced(carol())).isEqualTo(new Match.Absent<>());
        assertThat(refused(table.replaced(carol(REPLACES)))).isEqualTo(481);
        Dialog dialog = add(atAlice(toAlice(200, "1 INVITE")));

        assertThat(table.replaced(carol(REPLACES))).isEqualTo(new Match.Found<>(new Entry<>(dialog, "call")));
        assertThat(refused(table.replaced(carol(REPLACES + ";early-only")))).isEqualTo(486);
        assertThat(refused(table.replaced(carol(REPLACES, REPLACES)))).isEqualTo(400);
        assertThat(refused(table.replaced(carol(REPLACES, JOIN)))).isEqualTo(400);
        assertThat(refused(table.replaced(carol("Replaces: x")))).isEqualTo(400);
        assertThat(refused(table.replaced(fromBob("INFO", 1, REPLACES)))).isEqualTo(400);
    }

    @Test
    @Rfc(number = 3891, section = "3")
    void onlyWhoHasCalledCanBeReplacedBeforeTheAnswer() {
        add(atAlice(toAlice(180, "1 INVITE")));
        add(atBob(invite(), 180));

        assertThat(table.replaced(carol(REPLACES + ";early-only"))).isInstanceOf(Match.Found.class);
        assertThat(refused(table.replaced(carol("Replaces: call-1;to-tag=b;from-tag=a"))))
                .isEqualTo(481);
        assertThat(table.joined(carol("Join: call-1;to-tag=b;from-tag=a"))).isInstanceOf(Match.Found.class);
    }

    @Test
    @Rfc(number = 3891, section = "6.1")
    void aTagOfZeroStandsForNone() {
        add(atAlice(response(200, "", "1 INVITE")));

        assertThat(table.replaced(carol("Replaces: call-1;to-tag=a;from-tag=0")))
                .isInstanceOf(Match.Found.class);
    }

    @Test
    @Rfc(number = 3891, section = "3")
    @Rfc(number = 3911, section = "4")
    void onlySessionsAreReplacedOrJoined() {
        SipRequest subscribe = fromAlice("SUBSCRIBE", 1, "", "Contact: <sip:alice@a.example>");
        add(atAlice(subscribe, toAlice(200, "1 SUBSCRIBE")));

        assertThat(refused(table.replaced(carol(REPLACES)))).isEqualTo(481);
        assertThat(refused(table.joined(carol(JOIN)))).isEqualTo(481);
    }

    @Test
    @Rfc(number = 3911, section = "4")
    void anInviteJoinsADialog() {
        assertThat(table.joined(carol())).isEqualTo(new Match.Absent<>());
        assertThat(refused(table.joined(carol(JOIN)))).isEqualTo(481);
        Dialog dialog = add(atAlice(toAlice(200, "1 INVITE")));

        assertThat(table.joined(carol(JOIN))).isEqualTo(new Match.Found<>(new Entry<>(dialog, "call")));
        assertThat(refused(table.joined(carol(JOIN, REPLACES)))).isEqualTo(400);
        assertThat(refused(table.joined(carol(JOIN, JOIN)))).isEqualTo(400);
    }

    @Test
    @Rfc(number = 4538, section = "4")
    @Rfc(number = 4538, section = "7")
    void aRequestShowsThatItsSenderTakesPart() {
        Dialog dialog = add(atAlice(toAlice(200, "1 INVITE")));

        assertThat(table.target(carol("Target-Dialog: call-1;local-tag=a;remote-tag=b")))
                .isEqualTo(new Entry<>(dialog, "call"));
        assertThat(table.target(carol("Target-Dialog: call-1;local-tag=b;remote-tag=a")))
                .isNull();
        assertThat(table.target(carol("Target-Dialog: x"))).isNull();
        assertThat(table.target(carol())).isNull();
    }
}
