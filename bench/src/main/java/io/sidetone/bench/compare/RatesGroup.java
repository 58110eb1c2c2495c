package io.sidetone.bench.compare;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The highest rate of calls that each server sustains in scenario (b). Immutable.
public record RatesGroup() implements Group {

    private static final String SCENARIO = "b";

    @Override
    public String id() {
        return "rates";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        Ladder ladder = quick ? Ladder.QUICK : Ladder.FULL;
        List<ServerProgram> programs = List.of(ServerProgram.ours(), ServerProgram.kamailio("fm"));
        List<Integer> rates = new ArrayList<>();
        Table table = new Table("server", "calls/s that SIPp sustains", "the next rate");
        try (Match match = Match.open(Scenarios.named(SCENARIO).getFirst(), programs)) {
            for (ServerProgram program : programs) {
                Ladder.Step step = ladder.climb(match, program, progress);
                rates.add(step.rate());
                table.row(program.name(), Spread.show(step.rate()), step.next());
            }
        }
        Verdicts verdicts = new Verdicts();
        verdicts.add(
                "Sidetone: at least " + Spread.show(rates.getLast()),
                Spread.show(rates.getFirst()),
                rates.getFirst() >= rates.getLast());
        String how = "scenario (" + SCENARIO + "), each rate for " + ladder.seconds() + " s after "
                + ladder.warmupSeconds() + " s at the first one, twice if it is not sustained";
        return machine.block(id(), table, verdicts, how, List.of());
    }
}
