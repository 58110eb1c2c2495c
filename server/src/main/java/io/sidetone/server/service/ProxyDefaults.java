package io.sidetone.server.service;

import io.sidetone.sip.proxy.ProxySettings;

/// Says how requests are forwarded where a script does not say it for one of them. Thread-safe.
@FunctionalInterface
public interface ProxyDefaults {

    /// The settings that count now.
    ProxySettings settings();

    /// Whether failure routes may try other targets after a 6xx.
    default boolean triesAfter6xx() {
        return false;
    }

    /// Whether reply routes have the values of the transaction: `$avp`.
    default boolean sharesAvps() {
        return true;
    }
}
