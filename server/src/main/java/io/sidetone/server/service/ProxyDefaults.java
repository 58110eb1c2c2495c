package io.sidetone.server.service;

import io.sidetone.sip.proxy.ProxySettings;

/// Says how requests are forwarded where a script does not say it for one of them. Thread-safe.
@FunctionalInterface
public interface ProxyDefaults {

    /// The settings that count now.
    ProxySettings settings();
}
