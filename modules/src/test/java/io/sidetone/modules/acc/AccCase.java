package io.sidetone.modules.acc;

import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.LogCapture;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.AfterEach;

/// A server that accounts, and three peers.
abstract class AccCase {

    static final String MODULES = """
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            loadmodule "signaling.so"
            loadmodule "acc.so"
            modparam("tm", "fr_timeout", 5)
            modparam("tm", "fr_inv_timeout", 20)
            """;

    final Targets targets = new Targets();
    final LogCapture log = new LogCapture(LogLines.class.getName());
    ScriptTest test;
    ScriptedPeer alice;
    ScriptedPeer bob;
    ScriptedPeer carol;

    Module[] modules() {
        return new Module[] {
            targets, new TmModule(), new SlModule(), new RrModule(), new SignalingModule(), new AccModule()
        };
    }

    /// BOB and CAROL stand for their URIs.
    void start(String parameters, String routes) {
        test = ScriptTest.of(MODULES + parameters + "route { exit; }", modules());
        alice = test.peer();
        bob = test.peer();
        carol = test.peer();
        reload(parameters, routes);
    }

    void reload(String parameters, String routes) {
        test.reload(MODULES
                + parameters
                + routes.replace("BOB", ScriptTest.uri("bob", bob)).replace("CAROL", ScriptTest.uri("carol", carol)));
    }

    @AfterEach
    void stop() {
        log.close();
        if (test != null) {
            test.close();
        }
    }

    /// Of the first request.
    String cancel() {
        return test.request(
                alice,
                "CANCEL",
                "Via: SIP/2.0/UDP {local};branch=z9hG4bKtest1;rport",
                "Call-ID: call1",
                "From: <sip:alice@example.org>;tag=a1");
    }
}
