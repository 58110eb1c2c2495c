package io.sidetone.bench.compare;

import java.io.IOException;
import java.util.List;

/// Our server alone in a scenario, for somebody who looks at its process. Confined to the thread that uses it.
public final class Observation implements AutoCloseable {

    private final Scenario scenario;
    private final ServerProgram program;
    private final Match match;

    private Observation(Scenario scenario, ServerProgram program, Match match) {
        this.scenario = scenario;
        this.program = program;
        this.match = match;
    }

    /// Starts it.
    ///
    /// @param letter of the scenario
    /// @throws IllegalArgumentException if there is none of that letter
    public static Observation open(String letter) throws IOException {
        Scenario scenario = Scenarios.named(letter).getFirst();
        ServerProgram program = ServerProgram.ours();
        return new Observation(scenario, program, Match.open(scenario, List.of(program)));
    }

    /// The server.
    public ProcessHandle process() {
        return match.server(program).process();
    }

    /// Has it work at the rate of the scenario.
    ///
    /// @return how many units of it that was
    public int work(int seconds) throws IOException {
        return match.work(program, scenario.rate(), seconds).calls().placed();
    }

    @Override
    public void close() throws IOException {
        match.close();
    }
}
