package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.RecordData.Server;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// In which order the records of one answer are tried. Thread-safe, as long as its random generator is.
@FunctionalInterface
interface RecordOrder {

    /// The same records in their order.
    List<? extends RecordData> arrange(Question question, List<? extends RecordData> data);

    /// Servers as their weights and chance have it, all else as it came.
    @Rfc(number = 2782)
    static RecordOrder byChance(RandomGenerator random) {
        return (_, data) -> servers(data, random);
    }

    /// As chance would have it, but the same for one seed, in whatever order the records have come, and whatever
    /// was asked before.
    @Rfc(number = 3263, section = "4.4")
    static RecordOrder bySeed(long seed) {
        return (question, data) -> {
            if (data.size() < 2) {
                return data;
            }
            RandomGenerator random = new SplittableRandom(seed + question.hashCode());
            List<RecordData> mixed = new ArrayList<>(data);
            mixed.sort(Comparator.comparing(record -> Text.lower(record.toString())));
            Collections.shuffle(mixed, random);
            return servers(mixed, random);
        };
    }

    private static List<? extends RecordData> servers(List<? extends RecordData> data, RandomGenerator random) {
        List<Server> servers = new ArrayList<>();
        for (RecordData record : data) {
            if (!(record instanceof Server server)) {
                return data;
            }
            servers.add(server);
        }
        return ServerOrder.arrange(servers, random);
    }
}
