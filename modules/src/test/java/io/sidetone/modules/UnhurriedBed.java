package io.sidetone.modules;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The sockets of this machine, with a pool to which all work seems short: however slow the machine is, readers
/// hand nothing over.
final class UnhurriedBed implements TestBed {

    private final TestBed live = TestBed.live(new SystemNetwork(1, Clock.system()), null);
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(2), new StandingClock());
    private final TimerWheel wheel = new TimerWheel(pool, live.clock());

    UnhurriedBed() {
        wheel.begin();
    }

    private record StandingClock() implements Clock {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }

    @Override
    public Network network() {
        return live.network();
    }

    @Override
    public StrandPool pool() {
        return pool;
    }

    @Override
    public TimerWheel wheel() {
        return wheel;
    }

    @Override
    public Clock clock() {
        return live.clock();
    }

    @Override
    public ListenerSettings socket(Transport transport) {
        return live.socket(transport);
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
        return live.await(condition, limit);
    }

    @Override
    public void changed() {
        live.changed();
    }

    @Override
    public void close() {
        wheel.close();
        live.close();
        pool.close();
    }
}
