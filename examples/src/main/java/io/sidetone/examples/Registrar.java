package io.sidetone.examples;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatefulProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder;
import io.sidetone.sip.proxy.TargetFinder.Verdict;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.security.SecureRandom;
import java.util.List;

/// A registrar that keeps bindings in memory, and a proxy that calls all phones of a user. It asks nobody for a
/// password, so it is for a desk and not for the Internet:
///
///     ./sidetone example Registrar udp:127.0.0.1:5060 tcp:127.0.0.1:5060
public final class Registrar {

    private Registrar() {}

    static void main(String... arguments) throws Exception {
        Options options = Options.of(arguments);
        byte[] secret = new SecureRandom().generateSeed(FlowTokens.SECRET_LENGTH);
        Bindings bindings = new Bindings(options.targets());
        SipElement element = options.element().start(layer -> {
            CurrentAddresses myself = new CurrentAddresses(layer.transport(), List.of(), List.of());
            TargetFinder finder = (routed, _) -> call(bindings, routed.request().uri());
            return new StatefulProxy(layer, ProxySettings.DEFAULT, myself, finder)
                    .keepingFlows(new FlowTokens(layer.transport(), secret))
                    .serving(Method.REGISTER, claim -> register(bindings, claim));
        });
        Options.run(element);
    }

    private static Verdict call(Bindings bindings, Uri callee) {
        List<Target> phones = callee instanceof SipUri user ? bindings.find(user) : List.of();
        return phones.isEmpty() ? Verdict.Refuse.with(404, "Not Found") : new Verdict.Forward(phones);
    }

    private static void register(Bindings bindings, Claim claim) {
        NameAddress to = claim.request().to();
        if (to == null || !(to.uri() instanceof SipUri uri)) {
            claim.reply(claim.answer(404, "Not Found").build());
            return;
        }
        bindings.update(uri.addressOfRecord(), claim.request(), claim.flow());
        SipResponse.Builder answer = claim.answer(200, "OK");
        bindings.contacts(uri.addressOfRecord()).forEach(contact -> answer.append(Headers.CONTACT, contact));
        claim.reply(answer.build());
    }
}
