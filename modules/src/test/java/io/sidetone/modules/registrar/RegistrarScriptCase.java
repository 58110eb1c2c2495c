package io.sidetone.modules.registrar;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// A script that registers devices, and peers that are some.
abstract class RegistrarScriptCase {

    static final String LOAD = """
            loadmodule "signaling.so"
            loadmodule "sl.so"
            loadmodule "tm.so"
            loadmodule "rr.so"
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            """;

    static final String ROUTE = """
            route {
                if ($rm == "REGISTER") {
                    save("location", "path-lazy");
                    exit;
                }
                if (!lookup("location", "method-filtering")) {
                    $var(code) = $retcode;
                    if ($var(code) == -2) {
                        send_reply(405, "Not Allowed");
                    } else {
                        send_reply(404, "Not Found");
                    }
                    exit;
                }
                t_relay();
            }
            """;

    ScriptTest test;

    static Module[] modules() {
        return new Module[] {
            new CoreModule(),
            new SignalingModule(),
            new SlModule(),
            new TmModule(),
            new RrModule(),
            new UsrlocModule(),
            new RegistrarModule()
        };
    }

    ScriptTest start(String settings, String route) {
        test = ScriptTest.of(LOAD + settings + route, modules());
        return test;
    }

    @AfterEach
    void close() {
        if (test != null) {
            test.close();
        }
    }

    SipResponse register(ScriptedPeer phone, int status, String contact, String... lines) {
        String[] all = new String[lines.length + 2];
        all[0] = "uri sip:example.org";
        all[1] = "Contact: " + contact;
        System.arraycopy(lines, 0, all, 2, lines.length);
        return test.ask(phone, status, "REGISTER", all);
    }

    static List<NameAddress> contacts(SipResponse response) {
        return response.all(Headers.CONTACT).stream().map(Contact::address).toList();
    }
}
