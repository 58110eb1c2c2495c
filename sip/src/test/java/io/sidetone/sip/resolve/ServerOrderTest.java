package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.RecordData.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

@Rfc(number = 2782)
class ServerOrderTest {

    private static final int ROUNDS = 20_000;

    /// What chi squared exceeds once in a thousand times with so few degrees of freedom as here.
    private static final double BOUND = 18.5;

    @Test
    @Rfc(number = 2782)
    void lowerPrioritiesComeFirstWhateverTheirWeight() {
        List<Server> servers = List.of(server(30, 9, 1), server(10, 0, 2), server(20, 65_535, 3), server(10, 0, 4));
        for (int seed = 0; seed < 100; seed++) {
            assertThat(ServerOrder.arrange(servers, new Random(seed)))
                    .extracting(Server::priority)
                    .containsExactly(10, 10, 20, 30);
        }
    }

    @Test
    @Rfc(number = 2782)
    void keepsEachServerOnce() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<Server> servers = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                servers.add(server(random.nextInt(3), random.nextInt(3) * random.nextInt(40_000), i));
            }
            assertThat(ServerOrder.arrange(servers, random)).containsExactlyInAnyOrderElementsOf(servers);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Rfc(number = 2782)
    void serversComeFirstAsOftenAsTheirWeightsSay(long seed) {
        // One more number than the sum can be drawn, and it falls to the first of the list.
        int[] weights = {10, 20, 30, 40};
        int[] first = firsts(weights, new Random(seed));
        double chi = 0;
        for (int i = 0; i < weights.length; i++) {
            double expected = ROUNDS * (weights[i] + (i == 0 ? 1.0 : 0.0)) / 101;
            chi += (first[i] - expected) * (first[i] - expected) / expected;
        }
        assertThat(chi).isLessThan(BOUND);
    }

    @Test
    @Rfc(number = 2782)
    void thoseWithoutWeightComeFirstSeldomButNotNever() {
        int[] first = firsts(new int[] {100, 0}, new Random(1));
        assertThat(first[1]).isBetween(ROUNDS / 101 / 2, ROUNDS / 101 * 2);
    }

    private static int[] firsts(int[] weights, Random random) {
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            servers.add(server(1, weights[i], i));
        }
        int[] first = new int[weights.length];
        for (int round = 0; round < ROUNDS; round++) {
            first[ServerOrder.arrange(servers, random).getFirst().port()]++;
        }
        return first;
    }

    private static Server server(int priority, int weight, int port) {
        return new Server(priority, weight, port, Name.root);
    }
}
