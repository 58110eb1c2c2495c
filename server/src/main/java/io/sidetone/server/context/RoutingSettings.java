package io.sidetone.server.context;

import io.sidetone.sip.proxy.ProxySettings;
import org.jspecify.annotations.Nullable;

/// How requests are forwarded and answered where a script does not say it for one of them. Immutable.
///
/// @param proxy timers, failover and how the best response is chosen
/// @param serverHeader the Server of our responses; null for none
/// @param userAgentHeader the User-Agent of our own requests; null for none
/// @param edits which header fields older functions act on
public record RoutingSettings(
        ProxySettings proxy,
        @Nullable String serverHeader,
        @Nullable String userAgentHeader,
        EditScope edits) {

    /// Those of scripts that say nothing about edits.
    public RoutingSettings(ProxySettings proxy, @Nullable String serverHeader, @Nullable String userAgentHeader) {
        this(proxy, serverHeader, userAgentHeader, EditScope.RECEIVED);
    }
}
