package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.Test;

/// What Kamailio's scripts say of registrations.
class KamailioRegistrarTest extends RegistrarScriptCase {

    private static final String ROUTES = """
            modparam("usrloc", "nat_bflag", 6)
            modparam("usrloc", "timer_procs", 1)
            modparam("registrar", "method_filtering", 1)
            modparam("registrar", "gruu_enabled", 0)
            modparam("registrar", "use_path", 1)
            modparam("registrar", "path_mode", 0)
            route {
                if ($rm == "REGISTER") {
                    save("location", "FLAGS");
                    exit;
                }
                if (!lookup("location")) {
                    sl_send_reply(404, "Not Found $rc");
                    exit;
                }
                t_relay();
            }
            """;

    private ScriptedPeer start(String flags) {
        test = ScriptTest.of("#!KAMAILIO\n" + LOAD + ROUTES.replace("FLAGS", flags), modules());
        return test.peer();
    }

    private static String[] contact(ScriptedPeer device, String user, String... more) {
        String[] lines = new String[more.length + 1];
        lines[0] = "Contact: <" + ScriptTest.uri(user, device) + ">";
        System.arraycopy(more, 0, lines, 1, more.length);
        return lines;
    }

    @Test
    void aDeviceIsFound() {
        ScriptedPeer bob = start("0x00");
        ScriptedPeer alice = test.peer();
        test.ask(bob, 200, "REGISTER", contact(bob, "phone", "Path: <sip:192.0.2.9;lr>", "Supported: path"));
        alice.send(test.request(alice, "MESSAGE"), test.address());
        assertThat(test.command("ul.db_users", "location")).isEqualTo(1L);
        assertThat(test.command("ul.db_contacts", "location")).isEqualTo(1L);
        assertThat(test.command("ul.db_expired_contacts", "location")).isEqualTo(0L);
    }

    @Test
    void pathsAreLeftOutIfAFlagSaysSo() {
        ScriptedPeer bob = start("8");
        ScriptedPeer alice = test.peer();
        test.ask(bob, 200, "REGISTER", contact(bob, "phone", "Path: <sip:192.0.2.9;lr>", "Supported: path"));
        SipRequest request = test.forwarded(alice, bob, "MESSAGE");
        assertThat(request.all(Headers.ROUTE)).isEmpty();
    }

    @Test
    void oneContactIsKeptIfAFlagSaysSo() {
        ScriptedPeer bob = start("4");
        test.ask(bob, 200, "REGISTER", contact(bob, "first", "Call-ID: one"));
        SipResponse answer = test.ask(bob, 200, "REGISTER", contact(bob, "second", "Call-ID: two"));
        assertThat(answer.all(Headers.CONTACT)).hasSize(1);
    }

    @Test
    void nobodyIsNotFound() {
        ScriptedPeer alice = start("0");
        assertThat(test.ask(alice, 404, "MESSAGE").phrase()).isEqualTo("Not Found -1");
    }

    @Test
    void contactsAreFetched() {
        test = ScriptTest.of("#!KAMAILIO\n" + LOAD + """
                route {
                    if ($rm == "REGISTER") {
                        save("location");
                        exit;
                    }
                    $var(before) = reg_fetch_contacts("location", "sip:nobody@example.org", "x");
                    $var(rc) = reg_fetch_contacts("location", "$ru", "callee");
                    $var(what) = $_s($ulc(callee=>count) $ulc(callee=>addr) $(ulc(callee=>callid)[0]));
                    reg_free_contacts("callee");
                    sl_send_reply(480, "$var(before) $var(rc) $var(what) $ulc(callee=>addr)");
                }
                """, modules());
        ScriptedPeer bob = test.peer();
        test.ask(bob, 200, "REGISTER", contact(bob, "phone", "Call-ID: one"));
        assertThat(test.ask(bob, 480, "MESSAGE").phrase())
                .isEqualTo("-1 1 1 " + ScriptTest.uri("phone", bob) + " one <null>");
    }
}
