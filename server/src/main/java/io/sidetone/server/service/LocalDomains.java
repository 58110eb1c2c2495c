package io.sidetone.server.service;

/// Knows the domains that this server is responsible for, beside its own addresses and aliases. Thread-safe, and
/// answers from memory.
@FunctionalInterface
public interface LocalDomains {

    /// Whether a host part names one of them.
    ///
    /// @param host a name in lower case, or an address
    boolean isLocal(String host);
}
