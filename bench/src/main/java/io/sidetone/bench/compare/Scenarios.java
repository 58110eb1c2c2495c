package io.sidetone.bench.compare;

import java.util.ArrayList;
import java.util.List;

/// All scenarios. Thread-safe: only functions.
public final class Scenarios {

    private Scenarios() {}

    /// All of them, in the order of their letters.
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(ofQuickRuns());
        Traffic calls = Traffic.calls(Transport.UDP);
        // REGISTER, 401, REGISTER, 200 are 2, INVITE, 407, ACK 1.5, and then comes a call as in (b).
        all.add(Scenario.calls(
                        "e",
                        "registrar and call with digest, default configuration",
                        200,
                        "default.cfg",
                        calls.by("registered-caller.xml"))
                .storing(Storage.USERS)
                .byDefault()
                .relaying(10));
        all.add(Scenario.calls("f", "as (b) over TCP", 500, "stateful.cfg", Traffic.calls(Transport.TCP)));
        all.add(Scenario.calls("g", "as (b) over TLS", 500, "stateful.cfg", Traffic.calls(Transport.TLS)));
        // As (b), and for two more callees INVITE, 180, CANCEL and its 200, 487 and its ACK.
        all.add(Scenario.calls(
                        "h",
                        "parallel fork to 3",
                        500,
                        "fork.cfg",
                        calls.and("CAROL", "ringing.xml").and("DAVE", "ringing.xml"))
                .relaying(13.5));
        // As (b), and INVITE, 486, ACK.
        all.add(Scenario.calls(
                        "i",
                        "failure route to a second destination",
                        500,
                        "failover.cfg",
                        calls.and("CAROL", "busy.xml"))
                .relaying(8));
        all.add(Scenario.calls("j", "as (b), accounted to log and database", 500, "accounting.cfg", calls)
                .storing(Storage.TABLES)
                .relaying(6.5));
        all.add(Scenario.calls("k", "as (b) by a script of 250 lines", 1000, "long.cfg", calls)
                .relaying(6.5));
        return all;
    }

    /// Those of a quick run, the first ones.
    static List<Scenario> ofQuickRuns() {
        Traffic calls = Traffic.calls(Transport.UDP);
        return List.of(
                // INVITE, 180, 200, ACK, BYE, 200.
                Scenario.calls("a", "stateless forward", 1000, "stateless.cfg", calls)
                        .relaying(6)
                        .reaching(1.05),
                // The same, and the 100 of the proxy.
                Scenario.calls("b", "stateful proxy with Record-Route", 1000, "stateful.cfg", calls)
                        .relaying(6.5)
                        .reaching(0.8),
                Scenario.registrations("c", "REGISTER into memory", 2000, "registrar.cfg", "register.xml")
                        .relaying(1)
                        .reaching(1.05),
                // A registration is REGISTER, 401, REGISTER, 200.
                Scenario.registrations("d", "REGISTER with digest", 2000, "digest.cfg", "digest.xml")
                        .relaying(2)
                        .reaching(1.05));
    }

    /// Those of some letters, in the order of all.
    ///
    /// @param letters with commas between
    /// @throws IllegalArgumentException if there is none of that letter
    static List<Scenario> named(String letters) {
        List<String> wanted = new ArrayList<>(List.of(letters.split(",", -1)));
        List<Scenario> found =
                all().stream().filter(each -> wanted.remove(each.letter())).toList();
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("No scenario: " + String.join(", ", wanted));
        }
        return found;
    }
}
