package io.sidetone.sip.transaction;

import io.sidetone.sip.resolve.ResolverLimits;
import io.sidetone.sip.transport.TransportSettings;

/// How a transaction layer and the transport below it behave. Immutable.
///
/// @param transport of the transport layer
/// @param timers of all transactions that are not given others
/// @param limits of what is kept
/// @param resolver limits of looking for next hops
/// @param rport whether our requests ask that responses come back to where the requests came from (RFC 3581)
public record TransactionSettings(
        TransportSettings transport,
        TimerSettings timers,
        TransactionLimits limits,
        ResolverLimits resolver,
        boolean rport) {

    /// The defaults of all of them, with rport.
    public static final TransactionSettings DEFAULT = new TransactionSettings(
            TransportSettings.DEFAULT, TimerSettings.DEFAULT, TransactionLimits.DEFAULT, ResolverLimits.DEFAULT, true);

    /// The same with other timers.
    public TransactionSettings withTimers(TimerSettings other) {
        return new TransactionSettings(transport, other, limits, resolver, rport);
    }

    /// The same with other limits.
    public TransactionSettings withLimits(TransactionLimits other) {
        return new TransactionSettings(transport, timers, other, resolver, rport);
    }

    /// The same with another transport layer.
    public TransactionSettings withTransport(TransportSettings other) {
        return new TransactionSettings(other, timers, limits, resolver, rport);
    }
}
