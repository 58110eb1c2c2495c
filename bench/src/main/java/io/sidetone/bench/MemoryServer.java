package io.sidetone.bench;

import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ListenerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.Function;

/// A transaction layer at 192.0.2.2 whose network is in memory, and whose clock stands until it is told to go on.
/// Confined to one thread.
final class MemoryServer {

    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(1), clock, tasks::add);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final MemoryNetwork network = new MemoryNetwork();
    private final TransactionLayer layer;

    /// @param user makes the one user of the layer
    MemoryServer(Function<TransactionLayer, TransactionUser> user) {
        Random random = new Random(1);
        Dns dns = new Dns(DnsSettings.of(List.of(at("192.0.2.53"))), clock, Runnable::run, random);
        layer = new TransactionLayer(network, pool, wheel, clock, TransactionSettings.DEFAULT, dns, random, user);
        try {
            layer.transport().listen(ListenerSettings.of(Transport.UDP, at("192.0.2.2")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
    }

    TransactionLayer layer() {
        return layer;
    }

    /// The way to a peer.
    Flow flow(String address) {
        return network.flow(at(address));
    }

    /// Lets a message come, and does all there is to do.
    void receive(byte[] message, Flow from) {
        network.receive(message, from);
        work();
    }

    /// Takes what was sent first, a 100 left out.
    byte[] take() {
        byte[] sent = network.take();
        return isTrying(sent) ? network.take() : sent;
    }

    /// Lets what was sent go nowhere.
    void discard() {
        network.close();
    }

    private static boolean isTrying(byte[] message) {
        return message[0] == 'S' && message[8] == '1' && message[9] == '0';
    }

    /// Lets time go by.
    void advance(Duration step) {
        clock.advance(step);
        wheel.turn();
        work();
    }

    private void work() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /// The transactions that there are now, those included that linger.
    int transactions() {
        return layer.servers() + layer.clients();
    }
}
