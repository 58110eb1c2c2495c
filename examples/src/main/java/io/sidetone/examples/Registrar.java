package io.sidetone.examples;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatefulProxy;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.proxy.TargetFinder.Verdict;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.uri.AddressOfRecord;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A registrar that keeps bindings in memory, and a proxy that calls all phones of a user. It asks nobody for a
/// password, so it is for a desk and not for the Internet:
///
///     ./sidetone example Registrar udp:127.0.0.1:5060 tcp:127.0.0.1:5060
public final class Registrar {

    private record Binding(Target target, Instant expires) {}

    private final Map<AddressOfRecord, Map<Uri, Binding>> bindings = new ConcurrentHashMap<>();

    private Registrar() {}

    static void main(String... arguments) throws Exception {
        Registrar registrar = new Registrar();
        SipElement element = Options.of(arguments).element().start(layer -> {
            CurrentAddresses myself = new CurrentAddresses(layer.transport(), List.of(), List.of());
            StatefulProxy proxy = new StatefulProxy(
                    layer,
                    ProxySettings.DEFAULT,
                    myself,
                    (routed, _) -> registrar.find(routed.request().uri()));
            return proxy.serving(Method.REGISTER, registrar::register);
        });
        Options.run(element);
    }

    private Verdict find(Uri uri) {
        List<Target> targets = uri instanceof SipUri sip ? live(sip.addressOfRecord()) : List.of();
        return targets.isEmpty() ? Verdict.Refuse.with(404, "Not Found") : new Verdict.Forward(targets);
    }

    private List<Target> live(AddressOfRecord user) {
        Map<Uri, Binding> known = bindings.computeIfAbsent(user, _ -> new ConcurrentHashMap<>());
        known.values().removeIf(binding -> binding.expires().isBefore(Instant.now()));
        return known.values().stream().map(Binding::target).toList();
    }

    private void register(Claim claim) {
        SipRequest request = claim.request();
        NameAddress to = request.to();
        if (to == null || !(to.uri() instanceof SipUri uri)) {
            claim.reply(claim.answer(404, "Not Found").build());
            return;
        }
        AddressOfRecord user = uri.addressOfRecord();
        Map<Uri, Binding> known = bindings.computeIfAbsent(user, _ -> new ConcurrentHashMap<>());
        Long usual = request.first(Headers.EXPIRES);
        for (Contact contact : request.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address == null) {
                known.clear();
                continue;
            }
            long seconds = Math.min(3600, address.expires() >= 0 ? address.expires() : usual == null ? 3600 : usual);
            Target target = new Target(address.uri(), Math.max(0, address.q()), List.of(), claim.flow(), null);
            known.put(address.uri(), new Binding(target, Instant.now().plusSeconds(seconds)));
        }
        SipResponse.Builder answer = claim.answer(200, "OK");
        for (Target target : live(user)) {
            long left = Instant.now().until(known.get(target.uri()).expires(), ChronoUnit.SECONDS);
            answer.append(Headers.CONTACT, NameAddress.of(target.uri()).withParameter("expires", Long.toString(left)));
        }
        claim.reply(answer.build());
    }
}
