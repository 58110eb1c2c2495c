package io.sidetone.server;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.transport.Network;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What a server stands on: a machine, or what a test puts in its place. Immutable.
///
/// @param pool handles messages
/// @param wheel the timers
/// @param random a `SecureRandom`, but for tests
/// @param blocking runs what may wait: a virtual thread for each task
/// @param machine the addresses of the machine, which sockets on all addresses have
/// @param data the folder for what has to survive
public record Foundation(
        Network network,
        StrandPool pool,
        TimerWheel wheel,
        Clock clock,
        Dns dns,
        RandomGenerator random,
        Executor blocking,
        List<InetAddress> machine,
        Path data) {

    /// Copies the list.
    public Foundation {
        machine = List.copyOf(machine);
    }
}
