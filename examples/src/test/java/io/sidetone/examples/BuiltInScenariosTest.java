package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.examples.BuiltIn.Place;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.Installed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The scenarios that SIPp brings with it, as they are, through the example proxies. Callers come by all transports
/// and addresses at once. SIPp of Debian knows no TLS.
///
/// None of them puts a Route into a request: all requests of a call are sent to the proxy as if they were the first.
@Tag("peers")
@Rfc(number = 3261, section = "16")
class BuiltInScenariosTest {

    private static final int CALLERS = 4;
    private static final int CALLS = 20;

    /// `branchc` leaves out a pause in its 25th call.
    private static final int BRANCHING_CALLS = 30;

    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";

    @TempDir
    private Path folder;

    @BeforeEach
    void isThere() {
        Installed.assume("sipp");
    }

    private Example start(Class<?> example, String pair) throws Exception {
        return Example.start(folder, example, "udp:127.0.0.1:0", "tcp:127.0.0.1:0", "udp:[::1]:0", "tcp:[::1]:0", pair);
    }

    private void assertAllCall(List<String> scenario, int calls, Example server, BuiltIn callee) throws Exception {
        List<BuiltIn> callers = new ArrayList<>();
        try {
            for (String transport : List.of("udp", "tcp")) {
                for (String address : List.of(IPV4, IPV6)) {
                    callers.add(BuiltIn.call(folder, scenario, Place.free(transport, address), server, calls));
                }
            }
            assertThat(callers).hasSize(CALLERS);
            for (BuiltIn caller : callers) {
                caller.assertDone(server);
            }
            callee.assertDone(server);
        } finally {
            callers.forEach(BuiltIn::close);
        }
    }

    /// What a proxy without transactions gets twice it forwards twice, and SIPp does not expect that by TCP: no caller
    /// may be impatient then.
    private static List<String> withoutTransactions(String scenario, String transport) {
        return transport.equals("udp") ? List.of("-sn", scenario) : List.of("-sn", scenario, "-nr");
    }

    @ParameterizedTest
    @CsvSource({"udp,127.0.0.1", "tcp,127.0.0.1", "udp,::1", "tcp,::1"})
    void callsGoThrough(String transport, String address) throws Exception {
        Place place = Place.free(transport, address);
        try (BuiltIn callee = BuiltIn.answer(folder, "uas", place, CALLERS * CALLS);
                Example server = start(ForkingProxy.class, "service=" + place.uri("service"))) {
            assertAllCall(List.of("-sn", "uac"), CALLS, server, callee);
        }
    }

    @ParameterizedTest
    @CsvSource({"udp,127.0.0.1", "tcp,127.0.0.1", "udp,::1", "tcp,::1"})
    @Rfc(number = 3261, section = "16.11")
    void callsGoThroughWithoutTransactions(String transport, String address) throws Exception {
        Place place = Place.free(transport, address);
        try (BuiltIn callee = BuiltIn.answer(folder, "uas", place, CALLERS * CALLS);
                Example server = start(StatelessForwarder.class, "to=" + place.uri("service"))) {
            assertAllCall(withoutTransactions("uac", transport), CALLS, server, callee);
        }
    }

    /// The server refuses callers whose names it does not like, and these never acknowledge that.
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "16.11")
    void branchesGoThroughWithoutTransactions(String transport) throws Exception {
        Place place = Place.free(transport, IPV4);
        try (BuiltIn callee = BuiltIn.answer(folder, "branchs", place, CALLERS * BRANCHING_CALLS);
                Example server = start(StatelessForwarder.class, "to=" + place.uri("service"))) {
            assertAllCall(withoutTransactions("branchc", transport), BRANCHING_CALLS, server, callee);
        }
    }

    /// A registrar is asked for a domain and not for a user, so the stateful proxy would not know where to: here the
    /// REGISTER names the user whom the rest of the call names. Refusals that nobody acknowledges are said again.
    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void branchesGoThrough() throws Exception {
        String source = BuiltIn.source(folder, "branchc");
        assertThat(source).contains("REGISTER sip:CA.cym.com");
        Path scenario = Files.writeString(
                folder.resolve("branchc.xml"),
                source.replace("REGISTER sip:CA.cym.com", "REGISTER sip:ua2@CA.cym.com"));
        Place place = Place.free("udp", IPV4);
        try (BuiltIn callee = BuiltIn.answer(folder, "branchs", place, CALLERS * BRANCHING_CALLS);
                Example server = start(ForkingProxy.class, "ua2=" + place.uri("ua2"))) {
            assertAllCall(List.of("-sf", scenario.toString()), BRANCHING_CALLS, server, callee);
        }
    }

    /// Callers who register first, at an element that is registrar and proxy in one.
    @Test
    @Rfc(number = 3261, section = "10.3")
    void theRegisteredCall() throws Exception {
        Place place = Place.free("udp", IPV4);
        try (BuiltIn callee = BuiltIn.answer(folder, "uas", place, CALLERS * BRANCHING_CALLS);
                Example server = start(Registrar.class, "ua2=" + place.uri("ua2"))) {
            assertAllCall(List.of("-sn", "branchc"), BRANCHING_CALLS, server, callee);
        }
    }
}
