package io.sidetone.modules.tm;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tmx.TmxModule;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A server with the module and three peers.
abstract class TmCase {

    private static final String MODULES = """
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            loadmodule "signaling.so"
            modparam("tm", "fr_timeout", 5)
            modparam("tm", "fr_inv_timeout", 20)
            """;

    private static final String NOTHING = MODULES + "route { send_reply(500, \"Not Ready\"); }";

    /// Stands before all: `#!KAMAILIO` for the other dialect.
    String mark = "";

    /// Stands behind the modules.
    String settings = "";

    final Targets targets = new Targets();
    ScriptTest test;
    ScriptedPeer alice;
    ScriptedPeer bob;
    ScriptedPeer carol;

    /// BOB and CAROL stand for their URIs.
    void start(String routes) {
        // The ports of peers are known only when there is a bed, and the bed comes with the server.
        begin(ScriptTest.of(NOTHING, modules()), routes);
    }

    private Module[] modules() {
        return new Module[] {
            new CoreModule(),
            targets,
            new TmModule(),
            new TmxModule(),
            new SlModule(),
            new RrModule(),
            new SignalingModule()
        };
    }

    /// On the sockets of this machine, where scripts can wait while other messages come.
    void live(String routes) {
        TestBed bed = TestBed.live(new SystemNetwork(1, Clock.system()), null);
        begin(ScriptTest.on(bed, List.of(Transport.UDP), NOTHING, List.of(modules())), routes);
    }

    private void begin(ScriptTest made, String routes) {
        test = made;
        alice = test.peer();
        bob = test.peer();
        carol = test.peer();
        test.reload(mark
                + MODULES
                + settings
                + routes.replace("BOB", ScriptTest.uri("bob", bob)).replace("CAROL", ScriptTest.uri("carol", carol)));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    static @Nullable String field(SipMessage message, String name) {
        HeaderField field = message.field(name);
        return field == null ? null : field.value();
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
