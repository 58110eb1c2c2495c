package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.RecordData.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Puts servers into the order in which they are to be tried. Thread-safe: only functions.
final class ServerOrder {

    private ServerOrder() {}

    /// By priority; within one priority by chance, where a server of twice the weight is twice as often
    /// before another.
    @Rfc(number = 2782)
    static List<Server> arrange(List<Server> servers, RandomGenerator random) {
        // Those without weight go first into the draw: they are then drawn seldom, but not never.
        List<Server> left = new ArrayList<>(servers);
        left.sort(Comparator.comparingInt(Server::priority).thenComparing(server -> server.weight() > 0));
        List<Server> arranged = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            arranged.add(left.remove(draw(left, random)));
        }
        return arranged;
    }

    /// The index of one server of the first priority.
    private static int draw(List<Server> left, RandomGenerator random) {
        int priority = left.getFirst().priority();
        int sum = 0;
        int end = 0;
        while (end < left.size() && left.get(end).priority() == priority) {
            sum += left.get(end++).weight();
        }
        int drawn = end == 1 ? 0 : random.nextInt(sum + 1);
        int index = 0;
        for (int running = left.getFirst().weight(); running < drawn; index++) {
            running += left.get(index + 1).weight();
        }
        return index;
    }
}
