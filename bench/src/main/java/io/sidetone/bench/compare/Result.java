package io.sidetone.bench.compare;

import io.sidetone.bench.base.Spread;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a scenario has cost the servers. Immutable.
///
/// @param scenario what was done
/// @param schedule how often and for how long
/// @param exact whether control groups counted the CPU time
/// @param ours samples of ours
/// @param peer the sample of the peer that goes with each
/// @param defaults pairs of samples of the peer with Debian's default allocator and of the peer
/// @param floor what the datagrams alone cost
record Result(
        Scenario scenario,
        Schedule schedule,
        boolean exact,
        List<Sample> ours,
        List<Sample> peer,
        List<Sample> defaults,
        Floor floor) {

    /// Copies the lists.
    Result {
        ours = List.copyOf(ours);
        peer = List.copyOf(peer);
        defaults = List.copyOf(defaults);
    }

    private static Spread micros(List<Sample> samples) {
        return Spread.of(samples.stream().mapToDouble(Sample::micros).toArray());
    }

    private static Calls calls(List<Sample> samples) {
        return samples.stream().map(Sample::calls).reduce(Calls.NONE, Calls::plus);
    }

    /// The ratio of each pair: in the middle, the least, the most.
    Spread ratio() {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).micros() / peer.get(i).micros();
        }
        return Spread.of(ratios);
    }

    /// Whether the ratio is at most what is aimed at.
    boolean isMet() {
        return ratio().median() <= scenario.target();
    }

    /// The cells of its row.
    List<String> row() {
        Spread ratio = ratio();
        Calls our = calls(ours);
        Calls their = calls(peer);
        return List.of(
                scenario.title(),
                micros(ours).toString(),
                micros(peer).toString(),
                "**" + Spread.showRatio(ratio.median()) + "** (" + Spread.showRatio(ratio.min()) + "–"
                        + Spread.showRatio(ratio.max()) + ")",
                our.failed() + " / " + their.failed(),
                our.retransmissions() + " / " + their.retransmissions(),
                defaults.isEmpty() ? "" : Spread.show(micros(defaults).median()),
                floor.isKnown() ? Spread.show(floor.c()) + " / " + Spread.show(floor.java()) : "",
                floor.isKnown()
                        ? Spread.show(micros(ours).median() - floor.c()) + " / "
                                + Spread.show(micros(peer).median() - floor.c())
                        : "");
    }

    /// Its members in JSON.
    Map<String, Object> json() {
        Spread ratio = ratio();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", scenario.letter());
        members.put("title", scenario.name());
        members.put("unit", scenario.unit());
        members.put("rate", (long) schedule.rate(scenario));
        members.put("ours_us", number(micros(ours).median()));
        members.put("peer_us", number(micros(peer).median()));
        members.put("ratio", number(ratio.median()));
        members.put("low", number(ratio.min()));
        members.put("high", number(ratio.max()));
        members.put("target", number(scenario.target()));
        members.put("failed", (long) calls(ours).failed());
        members.put("retransmissions", (long) calls(ours).retransmissions());
        members.put("peer_failed", (long) calls(peer).failed());
        members.put("peer_retransmissions", (long) calls(peer).retransmissions());
        members.put(
                "ours_samples", ours.stream().map(each -> number(each.micros())).toList());
        members.put(
                "peer_samples", peer.stream().map(each -> number(each.micros())).toList());
        if (!defaults.isEmpty()) {
            members.put("peer_default_us", number(micros(defaults).median()));
        }
        if (floor.isKnown()) {
            members.put("floor_c_us", number(floor.c()));
            members.put("floor_java_us", number(floor.java()));
        }
        members.put("sample_seconds", (long) schedule.seconds());
        members.put("warmup_seconds", (long) schedule.warmupSeconds());
        members.put("peer_warmup_seconds", (long) schedule.peerWarmupSeconds());
        members.put("cpu_by", exact ? "cgroup" : "process times");
        return members;
    }

    /// As values of JSON have it, to a thousandth.
    private static BigDecimal number(double value) {
        return BigDecimal.valueOf(Math.round(value * 1000), 3);
    }
}
