package io.sidetone.examples;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.StatelessProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder.Verdict;
import io.sidetone.sip.uri.SipUri;
import java.util.List;

/// A proxy that remembers nothing and sends every call to one server, which sees the user that was asked for:
///
///     ./sidetone example StatelessForwarder udp:127.0.0.1:5060 to=sip:127.0.0.1:5070
public final class StatelessForwarder {

    private StatelessForwarder() {}

    static void main(String... arguments) throws Exception {
        Options options = Options.of(arguments);
        SipUri server = SipUri.parse(options.all("to").getFirst());
        SipElement element = options.element().start(layer -> {
            CurrentAddresses myself = new CurrentAddresses(layer.transport(), List.of(), List.of());
            return new StatelessProxy(layer, myself, true, (routed, _) -> {
                if (routed.request().uri() instanceof SipUri uri) {
                    return Verdict.Forward.to(Target.of(server.withUser(uri.user())));
                }
                return Verdict.Refuse.with(404, "Not Found");
            });
        });
        Options.run(element);
    }
}
