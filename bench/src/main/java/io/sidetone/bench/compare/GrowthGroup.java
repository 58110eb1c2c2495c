package io.sidetone.bench.compare;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Verdicts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// What calls and registrations cost when there are more of them, more contacts, more calls in progress,
/// more fields, larger bodies. Immutable.
public record GrowthGroup() implements Group {

    /// How much more a call may cost with the most than with the least.
    private static final double FLAT = 1.15;

    private static final int CALLS = 500;
    private static final int REGISTRATIONS = 2000;
    private static final int FILLING = 4000;
    private static final int THOUSAND = 1000;

    /// How much of it is measured. Immutable.
    ///
    /// @param turns of each figure
    /// @param seconds of each sample
    /// @param warmup seconds
    /// @param highestRate calls or registrations in a second, where they are not what grows
    /// @param rates calls in a second
    /// @param contacts how many are stored
    /// @param held calls in progress
    /// @param fields Via and Record-Route fields
    /// @param bodies octets more
    public record Extent(
            int turns,
            int seconds,
            int warmup,
            int highestRate,
            List<Integer> rates,
            List<Integer> contacts,
            List<Integer> held,
            List<Integer> fields,
            List<Integer> bodies) {

        /// To see that everything runs: one for each thing that grows.
        public static final List<Extent> TRIALS = List.of(
                trial(List.of(20), List.of(), List.of(), List.of()),
                trial(List.of(), List.of(20), List.of(), List.of()),
                trial(List.of(), List.of(), List.of(20), List.of()),
                trial(List.of(), List.of(), List.of(), List.of(8 * THOUSAND)));

        private static Extent trial(
                List<Integer> contacts, List<Integer> held, List<Integer> fields, List<Integer> bodies) {
            return new Extent(1, 1, 0, 20, List.of(), contacts, held, fields, bodies);
        }

        boolean hasSizesOrContacts() {
            return !(contacts.isEmpty() && fields.isEmpty() && bodies.isEmpty());
        }

        int atMost(int rate) {
            return Math.min(rate, highestRate);
        }
    }

    private static final Extent FULL = new Extent(
            3,
            10,
            40,
            Integer.MAX_VALUE,
            List.of(100, 500, 1000, 2000, 5000),
            List.of(THOUSAND, 100 * THOUSAND, THOUSAND * THOUSAND),
            List.of(THOUSAND, 10 * THOUSAND, 100 * THOUSAND),
            List.of(1, 5, 10, 20),
            List.of(0, THOUSAND, 2 * THOUSAND, 4 * THOUSAND, 8 * THOUSAND));

    private static final Extent QUICK = new Extent(
            1,
            1,
            3,
            Integer.MAX_VALUE,
            List.of(100, 1000),
            List.of(THOUSAND, 10 * THOUSAND),
            List.of(THOUSAND, 5 * THOUSAND),
            List.of(1, 20),
            List.of(0, 8 * THOUSAND));

    @Override
    public String id() {
        return "growth";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        return run(
                quick ? QUICK : FULL, List.of(ServerProgram.ours(), ServerProgram.kamailio("fm")), machine, progress);
    }

    /// Measures these servers.
    ///
    /// @param programs ours and the peer
    /// @throws IOException if a server does not start, or a program is missing
    public String run(Extent extent, List<ServerProgram> programs, Machine machine, Consumer<String> progress)
            throws IOException {
        Growth growth = new Growth(programs, extent.turns, extent.seconds, progress);
        Verdicts verdicts = new Verdicts();
        if (!extent.rates.isEmpty()) {
            // Apart from the others: a server that was sent too much may not be the same after it.
            try (Match match = open(programs, extent)) {
                rates(match, growth, extent);
            }
        }
        if (extent.hasSizesOrContacts()) {
            try (Match match = open(programs, extent)) {
                sizes(match, growth, extent);
                contacts(match, growth, extent, verdicts);
            }
        }
        held(programs, growth, extent, verdicts);
        String how = extent.turns + " samples of " + extent.seconds + " s in turns, after " + extent.warmup
                + " s at 1,000 calls/s; memory, ours and Kamailio's, is that of all processes";
        return machine.block(id(), growth.table(), verdicts, how, List.of());
    }

    private static Traffic calls() {
        return Traffic.calls(Transport.UDP);
    }

    /// Both servers, warm.
    private static Match open(List<ServerProgram> programs, Extent extent) throws IOException {
        Match match = Match.open(
                Scenario.calls("-", "growth", CALLS, "growth.cfg", calls().and("CAROL", "ringing.xml")), programs);
        try {
            for (ServerProgram program : programs) {
                if (extent.warmup > 0) {
                    Sample _ = match.work(program, calls(), THOUSAND, extent.warmup);
                }
            }
            return match;
        } catch (IOException e) {
            match.close();
            throw e;
        }
    }

    private static void rates(Match match, Growth growth, Extent extent) throws IOException {
        for (int rate : extent.rates) {
            double _ = growth.measure(match, "calls in a second", Spread.show(rate), calls(), rate);
        }
    }

    private static void sizes(Match match, Growth growth, Extent extent) throws IOException {
        for (int fields : extent.fields) {
            Traffic traffic = calls().with(new Variation("", fields, 0));
            double _ = growth.measure(
                    match, "Via and Record-Route fields", Spread.show(fields), traffic, extent.atMost(CALLS));
        }
        for (int body : extent.bodies) {
            Traffic traffic = calls().with(new Variation("", 0, body));
            double _ =
                    growth.measure(match, "more octets of the body", Spread.show(body), traffic, extent.atMost(CALLS));
        }
    }

    private static void contacts(Match match, Growth growth, Extent extent, Verdicts verdicts) throws IOException {
        Traffic registering = Traffic.requests("register.xml");
        Traffic calling = calls().with(new Variation("[field0]", 0, 0));
        List<Double> registrations = new ArrayList<>();
        List<Double> calls = new ArrayList<>();
        int stored = 0;
        for (int contacts : extent.contacts) {
            match.fill(
                    registering.of(new UserList(stored, contacts - stored, false)),
                    extent.atMost(FILLING),
                    contacts - stored);
            stored = contacts;
            UserList users = new UserList(0, contacts, true);
            String size = Spread.show(contacts);
            registrations.add(growth.measure(
                    match, "contacts: a registration", size, registering.of(users), extent.atMost(REGISTRATIONS)));
            calls.add(growth.measure(match, "contacts: a call", size, calling.of(users), extent.atMost(CALLS)));
        }
        flat("a registration, by contacts", registrations, verdicts);
        flat("a call, by contacts", calls, verdicts);
    }

    private static void held(List<ServerProgram> programs, Growth growth, Extent extent, Verdicts verdicts)
            throws IOException {
        List<Double> micros = new ArrayList<>();
        for (int held : extent.held) {
            try (Match match = open(programs, extent)) {
                match.hold(Traffic.held(), extent.atMost(FILLING / 2), held);
                micros.add(
                        growth.measure(match, "calls in progress", Spread.show(held), calls(), extent.atMost(CALLS)));
            }
        }
        flat("a call, by calls in progress", micros, verdicts);
    }

    private static void flat(String what, List<Double> micros, Verdicts verdicts) {
        if (micros.isEmpty()) {
            return;
        }
        double growth = Collections.max(micros) / micros.getFirst();
        verdicts.add(
                what + ": at most " + Spread.showRatio(FLAT) + " times the first",
                Spread.showRatio(growth),
                growth <= FLAT);
    }
}
