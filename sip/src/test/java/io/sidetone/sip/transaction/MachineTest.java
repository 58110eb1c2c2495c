package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.testing.Golden;
import io.sidetone.sip.testing.TransitionTable;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The four machines do what the figures of the RFCs say, and no more. The files stand beside this class.
class MachineTest {

    private static final TimerSettings TIMERS = TimerSettings.DEFAULT;

    @Test
    @Rfc(number = 3261, section = "17.1.1")
    @Rfc(number = 6026, section = "7.2")
    void theClientOfAnInvite() throws IOException {
        Function<InviteClientTransaction, Enum<?>> state = InviteClientTransaction::state;
        client("invite-client", () -> new InviteClientTransaction(TIMERS, false), state);
        client("invite-client-reliable", () -> new InviteClientTransaction(TIMERS, true), state);
    }

    @Test
    @Rfc(number = 3261, section = "17.1.2")
    void theClientOfAnotherRequest() throws IOException {
        Function<NonInviteClientTransaction, Enum<?>> state = NonInviteClientTransaction::state;
        client("non-invite-client", () -> new NonInviteClientTransaction(TIMERS, false), state);
        client("non-invite-client-reliable", () -> new NonInviteClientTransaction(TIMERS, true), state);
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    @Rfc(number = 6026, section = "7.1")
    void theServerOfAnInvite() throws IOException {
        Function<InviteServerTransaction, Enum<?>> state = InviteServerTransaction::state;
        server("invite-server", () -> new InviteServerTransaction(TIMERS, false), state);
        server("invite-server-reliable", () -> new InviteServerTransaction(TIMERS, true), state);
    }

    @Test
    @Rfc(number = 3261, section = "17.2.2")
    @Rfc(number = 4320, section = "4.1")
    @Rfc(number = 4320, section = "4.2")
    void theServerOfAnotherRequest() throws IOException {
        Function<NonInviteServerTransaction, Enum<?>> state = NonInviteServerTransaction::state;
        server("non-invite-server", () -> new NonInviteServerTransaction(TIMERS, false), state);
        server("non-invite-server-reliable", () -> new NonInviteServerTransaction(TIMERS, true), state);
    }

    private static <M extends ClientMachine> void client(String name, Supplier<M> fresh, Function<M, Enum<?>> state)
            throws IOException {
        TransitionTable<M, ClientEvent, ClientEffects> table =
                new TransitionTable<>(ClientEvent.class, ClientEffects.class, ClientMachine::receive, state);
        Golden.check(MachineTest.class, name + ".transitions", table.of(fresh));
    }

    private static <M extends ServerMachine> void server(String name, Supplier<M> fresh, Function<M, Enum<?>> state)
            throws IOException {
        TransitionTable<M, ServerEvent, ServerEffects> table =
                new TransitionTable<>(ServerEvent.class, ServerEffects.class, ServerMachine::receive, state);
        Golden.check(MachineTest.class, name + ".transitions", table.of(fresh));
    }
}
