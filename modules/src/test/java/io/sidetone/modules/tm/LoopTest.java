package io.sidetone.modules.tm;

import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.TransportLayer;
import org.junit.jupiter.api.Test;
import java.time.Duration;

class LoopTest {
    @Test
    void loops() {
        for (int i = 0; i < 40; i++) {
            try (ScriptTest test = ScriptTest.of("loadmodule \"tm.so\"\nroute { t_on_failure(\"next\"); to(\"sip:bob@127.0.0.1:40002\"); t_relay(); }\nfailure_route[next] { to(\"sip:carol@127.0.0.1:40003\"); t_relay(); }", new Targets(), new TmModule(), new SlModule())) {
                ScriptedPeer alice = test.peer();
                ScriptedPeer bob = test.peer();
                ScriptedPeer carol = test.peer();
                SipRequest first = test.forwarded(alice, bob, "INVITE");
                bob.answer(first, 486, "Busy Here");
                test.pass(Duration.ofMillis(3));
                boolean ok = !carol.received().isEmpty();
                if (!ok) {
                    TransactionLayer l = test.server().core().layer();
                    StringBuilder b = new StringBuilder();
                    for (var c : TransactionLayer.Counted.values()) b.append(c + "=" + l.counted(c) + " ");
                    for (var c : SendResult.values()) b.append(c + "=" + l.transport().sent(c) + " ");
                    for (var c : TransportLayer.Incoming.values()) b.append(c + "=" + l.transport().incoming(c) + " ");
                    System.err.println(i + " " + b + " " + bob.received() + carol.address()+ test.server().router().replies().value());
                    for (Thread t : Thread.getAllStackTraces().keySet()) { System.err.println(t); }
                    return;
                }
            }
        }
    }
}
