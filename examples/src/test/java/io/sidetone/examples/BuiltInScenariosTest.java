package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.examples.BuiltIn.Place;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.Installed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private final List<AutoCloseable> programs = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();

    @BeforeEach
    void isThere() {
        Installed.assume("sipp");
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable program : programs.reversed()) {
            program.close();
        }
    }

    private <T extends AutoCloseable> T opened(T program) {
        programs.add(program);
        return program;
    }

    /// Begins a trial and adds it to those that go on side by side: SIPp waits for four seconds after its last call.
    private void begin(Example server, BuiltIn callee, List<String> scenario, int calls) throws Exception {
        Trial trial = new Trial(server, callee, calls, new ArrayList<>());
        trials.add(trial);
        for (String transport : List.of("udp", "tcp")) {
            for (String address : List.of(IPV4, IPV6)) {
                trial.callers.add(
                        opened(BuiltIn.call(folder, scenario, Place.free(transport, address), server, calls)));
            }
        }
    }

    private void assertAllCall() throws Exception {
        assertThat(trials).isNotEmpty();
        for (Trial trial : trials) {
            trial.assertAllCall();
        }
    }

    private BuiltIn answer(String scenario, Place place, int calls) throws Exception {
        return opened(BuiltIn.answer(folder, scenario, place, CALLERS * calls));
    }

    /// What a proxy without transactions gets twice it forwards twice, and SIPp does not expect that by TCP: no caller
    /// may be impatient then.
    private static List<String> withoutTransactions(String scenario, String transport) {
        return transport.equals("udp") ? List.of("-sn", scenario) : List.of("-sn", scenario, "-nr");
    }

    /// Begins a trial for callees of each transport and address.
    ///
    /// @param parameter of the example, which the callee's URI follows
    /// @param scenario of the callers, by the callee's transport
    private void beginEverywhere(Class<?> example, String parameter, Function<String, List<String>> scenario)
            throws Exception {
        for (String transport : List.of("udp", "tcp")) {
            for (String address : List.of(IPV4, IPV6)) {
                Place place = Place.free(transport, address);
                BuiltIn callee = answer("uas", place, CALLS);
                begin(start(example, parameter + place.uri("service")), callee, scenario.apply(transport), CALLS);
            }
        }
    }

    @Test
    void callsGoThrough() throws Exception {
        beginEverywhere(ForkingProxy.class, "service=", _ -> List.of("-sn", "uac"));
        assertAllCall();
    }

    @Test
    @Rfc(number = 3261, section = "16.11")
    void callsGoThroughWithoutTransactions() throws Exception {
        beginEverywhere(StatelessForwarder.class, "to=", transport -> withoutTransactions("uac", transport));
        assertAllCall();
    }

    /// The server refuses callers whose names it does not like, and these never acknowledge that.
    @Test
    @Rfc(number = 3261, section = "16.11")
    void branchesGoThroughWithoutTransactions() throws Exception {
        for (String transport : List.of("udp", "tcp")) {
            Place place = Place.free(transport, IPV4);
            BuiltIn callee = answer("branchs", place, BRANCHING_CALLS);
            Example proxy = start(StatelessForwarder.class, "to=" + place.uri("service"));
            begin(proxy, callee, withoutTransactions("branchc", transport), BRANCHING_CALLS);
        }
        assertAllCall();
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
        BuiltIn callee = answer("branchs", place, BRANCHING_CALLS);
        Example proxy = start(ForkingProxy.class, "ua2=" + place.uri("ua2"));
        begin(proxy, callee, List.of("-sf", scenario.toString()), BRANCHING_CALLS);
        assertAllCall();
    }

    /// Callers who register first, at an element that is registrar and proxy in one.
    @Test
    @Rfc(number = 3261, section = "10.3")
    void theRegisteredCall() throws Exception {
        Place place = Place.free("udp", IPV4);
        BuiltIn callee = answer("uas", place, BRANCHING_CALLS);
        Example registrar = start(Registrar.class, "ua2=" + place.uri("ua2"));
        begin(registrar, callee, List.of("-sn", "branchc"), BRANCHING_CALLS);
        assertAllCall();
    }

    private Example start(Class<?> example, String pair) throws Exception {
        return opened(Example.start(
                folder, example, "udp:127.0.0.1:0", "tcp:127.0.0.1:0", "udp:[::1]:0", "tcp:[::1]:0", pair));
    }

    /// An example between a callee and its callers.
    private record Trial(Example server, BuiltIn callee, int calls, List<BuiltIn> callers) {

        void assertAllCall() throws Exception {
            assertThat(callers).hasSize(CALLERS);
            for (BuiltIn caller : callers) {
                caller.assertDone(server);
            }
            callee.assertDone(server);
        }
    }
}
