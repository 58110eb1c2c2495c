package io.sidetone.server.service;

/// Says whether what is committed to an SQLite file has to survive a loss of power, too. Thread-safe.
@FunctionalInterface
public interface PowerSafety {

    /// Whether each commit waits for the disk.
    boolean isWanted();
}
