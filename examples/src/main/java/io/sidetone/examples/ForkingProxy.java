package io.sidetone.examples;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatefulProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder.Verdict;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import java.util.Map;

/// A proxy with transactions that calls all addresses of a user at once, and connects the first that answers:
///
///     ./sidetone example ForkingProxy udp:127.0.0.1:5060 bob=sip:bob@127.0.0.1:5070 bob=sip:bob@127.0.0.1:5072
public final class ForkingProxy {

    private ForkingProxy() {}

    static void main(String... arguments) throws Exception {
        Options options = Options.of(arguments);
        Map<String, List<Target>> users = options.targets();
        SipElement element = options.element().start(layer -> {
            CurrentAddresses myself = new CurrentAddresses(layer.transport(), List.of(), List.of());
            return new StatefulProxy(layer, ProxySettings.DEFAULT, myself, (routed, _) -> {
                String user = routed.request().uri() instanceof SipUri uri ? uri.user() : null;
                List<Target> targets = users.get(user);
                return targets == null ? Verdict.Refuse.with(404, "Not Found") : new Verdict.Forward(targets);
            });
        });
        Options.run(element);
    }
}
