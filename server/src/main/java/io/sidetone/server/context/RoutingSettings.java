package io.sidetone.server.context;

import io.sidetone.server.service.TlsDomains;
import io.sidetone.sip.proxy.ProxySettings;
import org.jspecify.annotations.Nullable;

/// How requests are forwarded and answered where a script does not say it for one of them. Immutable.
///
/// @param proxy timers, failover and how the best response is chosen
/// @param serverHeader the Server of our responses; null for none
/// @param userAgentHeader the User-Agent of our own requests; null for none
/// @param edits which header fields older functions act on
/// @param triesAfter6xx whether failure routes may try other targets after a 6xx
/// @param sharesAvps whether reply routes have the values of the transaction
/// @param tls knows what requests leave with by TLS; null for what the sockets have
public record RoutingSettings(
        ProxySettings proxy,
        @Nullable String serverHeader,
        @Nullable String userAgentHeader,
        EditScope edits,
        boolean triesAfter6xx,
        boolean sharesAvps,
        @Nullable TlsDomains tls) {

    /// Those of scripts that say nothing about edits.
    public RoutingSettings(ProxySettings proxy, @Nullable String serverHeader, @Nullable String userAgentHeader) {
        this(proxy, serverHeader, userAgentHeader, EditScope.RECEIVED, false, true, null);
    }

    /// The same with what a module says of failure and reply routes.
    public RoutingSettings with(boolean after6xx, boolean avps) {
        return new RoutingSettings(proxy, serverHeader, userAgentHeader, edits, after6xx, avps, tls);
    }

    /// The same with somebody who knows what requests leave with by TLS.
    public RoutingSettings with(@Nullable TlsDomains domains) {
        return new RoutingSettings(proxy, serverHeader, userAgentHeader, edits, triesAfter6xx, sharesAvps, domains);
    }
}
