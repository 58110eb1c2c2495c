package io.sidetone.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.ResponseRetransmission.Effects;
import io.sidetone.sip.dialog.ResponseRetransmission.Event;
import io.sidetone.sip.testing.Golden;
import io.sidetone.sip.testing.TransitionTable;
import io.sidetone.sip.transaction.TimerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseRetransmissionTest {

    private static String sends(ResponseRetransmission machine, int copies) {
        List<String> log = new ArrayList<>();
        Effects effects = TransitionTable.recorder(Effects.class, log);
        machine.receive(Event.SENT, effects);
        for (int i = 0; i < copies; i++) {
            machine.receive(Event.TIMER_RESEND, effects);
        }
        return String.join(" ", log).replace("start(RESEND, ", "").replace(" ms)", "");
    }

    @Test
    @Rfc(number = 3262, section = "3")
    @Rfc(number = 3261, section = "13.3.1.4")
    void doesWhatTheTableSays() throws Exception {
        TransitionTable<ResponseRetransmission, Event, Effects> table = new TransitionTable<>(
                Event.class, Effects.class, ResponseRetransmission::receive, ResponseRetransmission::state);

        Golden.check(
                getClass(),
                "response-retransmission.transitions",
                table.of(() -> ResponseRetransmission.ofProvisional(TimerSettings.DEFAULT)));
    }

    @Test
    @Rfc(number = 3262, section = "3")
    void theWaitsOfAProvisionalResponseDouble() {
        assertThat(sends(ResponseRetransmission.ofProvisional(TimerSettings.DEFAULT), 6))
                .isEqualTo(
                        "500 start(GIVE_UP, 32000 send 1000 send 2000 send 4000 send 8000 send 16000 " + "send 32000");
    }

    @Test
    @Rfc(number = 3261, section = "13.3.1.4")
    void theWaitsOfA2xxDoubleUpToT2() {
        assertThat(sends(ResponseRetransmission.ofSuccess(TimerSettings.DEFAULT), 5))
                .isEqualTo("500 start(GIVE_UP, 32000 send 1000 send 2000 send 4000 send 4000 send 4000");
    }
}
