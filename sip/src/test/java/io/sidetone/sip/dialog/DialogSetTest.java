package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.response;
import static io.sidetone.sip.dialog.Sip.sdp;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog.State;
import io.sidetone.sip.dialog.DialogSet.Outcome;
import org.junit.jupiter.api.Test;

class DialogSetTest {

    private static final String INVITE = "1 INVITE";

    private final DialogSet dialogs = new DialogSet(invite(sdp()), false, new DialogLimits(10, 3));

    private Dialog early(String tag) {
        assertThat(dialogs.receive(response(180, tag, INVITE))).isInstanceOf(Outcome.Early.class);
        return dialogs.dialogs().getLast();
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2")
    void everyTagMakesADialogOfItsOwn() {
        assertThat(dialogs.receive(response(100, "", INVITE))).isEqualTo(new Outcome.Progress());
        assertThat(dialogs.receive(response(180, "", INVITE))).isEqualTo(new Outcome.Progress());
        assertThat(dialogs.receive(response(100, "x", INVITE))).isEqualTo(new Outcome.Progress());
        Dialog one = early("b1");
        Dialog two = early("b2");

        assertThat(dialogs.receive(response(183, "b1", INVITE))).isEqualTo(new Outcome.Early(one, false));
        assertThat(dialogs.dialogs()).containsExactly(one, two);
        assertThat(dialogs.invite().bodyLength()).isZero();
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void several2xxAreSeveralDialogsAndTheRestEnds() {
        Dialog one = early("b1");
        Dialog two = early("b2");

        assertThat(dialogs.receive(response(200, "b1", INVITE))).isEqualTo(new Outcome.Confirmed(one, true));
        assertThat(dialogs.receive(response(200, "b1", INVITE))).isEqualTo(new Outcome.Repeated(one));
        assertThat(dialogs.receive(response(180, "b1", INVITE))).isEqualTo(new Outcome.Progress());
        assertThat(dialogs.receive(response(200, "b3", INVITE)))
                .isEqualTo(new Outcome.Confirmed(dialogs.dialogs().getLast(), false));
        assertThat(two.state()).isEqualTo(State.EARLY);

        dialogs.close();
        assertThat(two.state()).isEqualTo(State.TERMINATED);
        assertThat(dialogs.dialogs()).hasSize(2).allMatch(dialog -> dialog.state() == State.CONFIRMED);
        assertThat(dialogs.receive(response(180, "b4", INVITE))).isEqualTo(new Outcome.Progress());
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void a2xxOfRfc2543HasNoTag() {
        assertThat(dialogs.receive(response(200, "", INVITE))).isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2")
    void aFailureEndsAllEarlyDialogs() {
        Dialog one = early("b1");
        Dialog two = early("b2");
        dialogs.receive(response(200, "b2", INVITE));

        assertThat(dialogs.receive(response(486, "b1", INVITE))).isEqualTo(new Outcome.Failed(486));
        assertThat(one.state()).isEqualTo(State.TERMINATED);
        assertThat(two.state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void dialogsBeyondTheLimitAreNotKept() {
        early("b1");
        early("b2");
        early("b3");

        assertThat(dialogs.receive(response(180, "b4", INVITE))).isEqualTo(new Outcome.Progress());
        assertThat(dialogs.receive(response(200, "b4", INVITE))).isInstanceOf(Outcome.Surplus.class);
        assertThat(dialogs.dialogs()).hasSize(3);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void aResponseThatCanNotBeReadChangesNothing() {
        assertThat(dialogs.receive(response(200, "b1", INVITE, "Record-Route: x")))
                .isInstanceOf(Outcome.Unusable.class);
        assertThat(dialogs.dialogs()).isEmpty();
    }
}
