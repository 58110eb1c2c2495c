package io.sidetone.sip.transport;

/// How many connections there may be, and how much may wait in one. Immutable.
///
/// @param total all connections, accepted and opened
/// @param perAddress connections accepted from one address; a trusted proxy has no limit, those it speaks for do
/// @param writeQueue octets that wait to be sent in one connection
public record ConnectionLimits(int total, int perAddress, int writeQueue) {

    /// 131,072 connections, 4,096 of one address, which may be a large company's; 1 MiB to be sent.
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(131_072, 4096, 1 << 20);

    /// Checks that every limit is at least one.
    public ConnectionLimits {
        if (Math.min(Math.min(total, perAddress), writeQueue) < 1) {
            throw new IllegalArgumentException("A limit below 1");
        }
    }
}
