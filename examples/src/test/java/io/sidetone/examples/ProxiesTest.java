package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.FreePort;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls of SIPp through the example proxies.
@Tag("peers")
@Rfc(number = 3261, section = "16")
class ProxiesTest {

    private static final int CALLS = 20;
    private static final int SECONDS = 50;

    @TempDir
    private Path folder;

    @BeforeEach
    void isThere() {
        Installed.assume("sipp");
    }

    private Example forking(int... callees) throws Exception {
        String[] arguments = new String[2 + callees.length];
        arguments[0] = "udp:127.0.0.1:0";
        arguments[1] = "tcp:127.0.0.1:0";
        for (int i = 0; i < callees.length; i++) {
            arguments[2 + i] = "bob=sip:bob@127.0.0.1:" + callees[i];
        }
        return Example.start(folder, ForkingProxy.class, arguments);
    }

    private static void assertDone(Program caller, Example server) throws Exception {
        assertThat(caller.end(SECONDS))
                .as(() -> caller.output() + server.output())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"udp,udp", "udp,tcp", "tcp,udp", "tcp,tcp"})
    @Rfc(number = 5658, section = "5")
    void callsGoThrough(String from, String to) throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        String uri = "bob=sip:bob@127.0.0.1:" + callee + ";transport=" + to;
        try (Program bob = sipp.answer("uas.xml", to, callee);
                Example server = Example.start(folder, ForkingProxy.class, "udp:127.0.0.1:0", "tcp:127.0.0.1:0", uri);
                Program alice = sipp.call("uac_invite.xml", from, server.port(from), "bob", CALLS, "-d", "50")) {
            assertDone(alice, server);
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"udp,udp", "tcp,udp"})
    @Rfc(number = 3261, section = "16.11")
    void callsGoThroughWithoutTransactions(String from, String to) throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        String uri = "to=sip:127.0.0.1:" + callee + ";transport=" + to;
        try (Program bob = sipp.answer("uas.xml", to, callee);
                Example server =
                        Example.start(folder, StatelessForwarder.class, "udp:127.0.0.1:0", "tcp:127.0.0.1:0", uri);
                Program alice = sipp.call("uac_invite.xml", from, server.port(from), "bob", CALLS, "-d", "50")) {
            assertDone(alice, server);
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "16.10")
    void callsAreGivenUp(String from) throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        try (Program bob = sipp.answer("uas_cancel.xml", "udp", callee);
                Example server = forking(callee);
                Program alice = sipp.call("uac_cancel.xml", from, server.port(from), "bob", CALLS, "-d", "100")) {
            assertDone(alice, server);
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    @Test
    void theBusyAreBusy() throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        try (Program bob = sipp.answer("uas_busy.xml", "udp", callee);
                Example server = forking(callee);
                Program alice = sipp.call("uac_fail.xml", "udp", server.port("udp"), "bob", CALLS)) {
            assertDone(alice, server);
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    @Test
    void theUnknownAreNotFound() throws Exception {
        Scenarios sipp = new Scenarios(folder);
        try (Example server = forking();
                Program alice = sipp.call("uac_fail.xml", "udp", server.port("udp"), "ghost", CALLS)) {
            assertDone(alice, server);
        }
    }

    @Test
    void messagesGoThrough() throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        try (Program bob = sipp.answer("uas_message.xml", "udp", callee);
                Example server = forking(callee);
                Program alice = sipp.call("uac_message.xml", "udp", server.port("udp"), "bob", CALLS)) {
            assertDone(alice, server);
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    /// One of two answers, the other is told that it need not ring any more.
    @Test
    @Rfc(number = 3261, section = "16.7")
    void theFirstThatAnswersIsConnected() throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int ringing = FreePort.at("127.0.0.1");
        int answering = FreePort.at("127.0.0.1");
        try (Program ringer = sipp.answer("uas_cancel.xml", "udp", ringing);
                Program bob = sipp.answer("uas.xml", "udp", answering);
                Example server = forking(ringing, answering);
                Program alice = sipp.call("uac_invite.xml", "udp", server.port("udp"), "bob", CALLS, "-d", "50")) {
            assertDone(alice, server);
            assertThat(List.of(ringer.runsOn(0), bob.runsOn(0))).containsExactly(true, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void registrationsAreKept(String transport) throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        try (Program bob = sipp.answer("uas.xml", "udp", callee);
                Example server = Example.start(folder, Registrar.class, "udp:127.0.0.1:0", "tcp:127.0.0.1:0")) {
            String[] binding = {"-key", "contact_port", "" + callee, "-key", "expires", "60"};
            try (Program register = sipp.call("register.xml", "udp", server.port("udp"), "", 1, binding)) {
                assertDone(register, server);
            }
            try (Program alice =
                    sipp.call("uac_invite.xml", transport, server.port(transport), "alice", CALLS, "-d", "50")) {
                assertDone(alice, server);
                assertThat(bob.runsOn(0)).isTrue();
            }
            try (Program unregister = sipp.call("unregister_all.xml", "udp", server.port("udp"), "", 1)) {
                assertDone(unregister, server);
            }
            try (Program late = sipp.call("uac_fail.xml", "udp", server.port("udp"), "alice", 1)) {
                assertDone(late, server);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "13")
    void aCallerCallsAndHangsUp(String transport) throws Exception {
        Scenarios sipp = new Scenarios(folder);
        int callee = FreePort.at("127.0.0.1");
        String[] arguments = {transport + ":127.0.0.1:0", "", "seconds=1"};
        try (Program bob = sipp.answer("uas.xml", "udp", callee);
                Example server = forking(callee)) {
            arguments[1] = "to=sip:bob@127.0.0.1:" + server.port(transport) + ";transport=" + transport;
            try (Program alice = Example.program(folder, CallAndHangUp.class, arguments)) {
                assertThat(alice.end(SECONDS)).as(alice::output).isZero();
                assertThat(alice.output()).contains("answered by").contains("hung up");
                assertThat(bob.runsOn(0)).isTrue();
            }
        }
    }
}
