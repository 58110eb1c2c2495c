package io.sidetone.modules.registrar;

import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.service.Binding;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions about what is registered. They never wait and change nothing. Thread-safe.
final class Registered {

    static final int YES = 1;
    static final int NO = -1;

    private final Running running;

    Registered(Running running) {
        this.running = running;
    }

    /// Whether an address has a contact.
    ///
    /// @param address a URI; null for the user of the message: the To of a REGISTER, the From of others
    int isRegistered(RoutingContext context, String domain, @Nullable String address) {
        List<Binding> bindings = bindings(context, domain, address);
        if (bindings.isEmpty()) {
            return NO;
        }
        String name = running.parameters().attrAvp();
        String attached = bindings.getFirst().attributes();
        if (name != null && attached != null) {
            context.transaction().avps().append(name, attached);
        }
        return YES;
    }

    /// Whether an address has a contact with a URI, or of a Call-ID, or both.
    ///
    /// @param contact a URI; null with no Call-ID for the first contact of the message
    int isContactRegistered(
            RoutingContext context,
            String domain,
            @Nullable String address,
            @Nullable String contact,
            @Nullable String callId) {
        String wanted = contact;
        if (wanted == null && callId == null) {
            Contact first = context.message().first(Headers.CONTACT);
            NameAddress named = first == null ? null : first.address();
            if (named == null) {
                return NO;
            }
            wanted = named.uri().text();
        }
        for (Binding binding : bindings(context, domain, address)) {
            if ((wanted == null || isSame(binding, wanted))
                    && (callId == null || binding.callId().equals(callId))) {
                return YES;
            }
        }
        return NO;
    }

    /// Whether a contact of an address is reached at an IP address.
    ///
    /// @param ips an address, or a list of them
    /// @param ports a port, or a list of as many
    int isIpRegistered(
            RoutingContext context,
            String domain,
            @Nullable String address,
            @Nullable Object ips,
            @Nullable Object ports) {
        List<?> hosts = ips instanceof List<?> several ? several : ips == null ? List.of() : List.of(ips);
        List<?> numbers = ports instanceof List<?> several ? several : ports == null ? List.of() : List.of(ports);
        for (Binding binding : bindings(context, domain, address)) {
            for (int i = 0; i < hosts.size(); i++) {
                String port = i < numbers.size() ? Values.text(numbers.get(i)) : null;
                if (isAt(binding, Values.text(hosts.get(i)), port)) {
                    return YES;
                }
            }
        }
        return NO;
    }

    private List<Binding> bindings(RoutingContext context, String domain, @Nullable String address) {
        try {
            Uri uri = address == null || address.isEmpty() ? user(context.message()) : Uri.parse(address);
            return uri == null ? List.of() : running.table(domain).bindings(running.address(uri));
        } catch (SyntaxException | RefusedException _) {
            return List.of();
        }
    }

    private static @Nullable Uri user(SipMessage message) {
        boolean register =
                message instanceof SipRequest request && request.method().equals(Method.REGISTER);
        NameAddress user = register ? message.to() : message.from();
        return user == null ? null : user.uri();
    }

    /// Whether a binding has a URI.
    static boolean isSame(Binding binding, String uri) {
        if (binding.contact().equals(uri)) {
            return true;
        }
        try {
            return binding.uri().matches(Uri.parse(uri));
        } catch (SyntaxException _) {
            return false;
        }
    }

    /// Whether a binding is reached at a host: that of its path, else where it was seen, else that of its URI.
    ///
    /// @param port null for any
    static boolean isAt(Binding binding, String host, @Nullable String port) {
        SipUri hop = hop(binding);
        if (hop == null) {
            return false;
        }
        try {
            return hop.host().canonical().equals(Host.parseParameter(host).canonical())
                    && (port == null || port.isEmpty() || port.equals(Integer.toString(hop.portOrDefault())));
        } catch (SyntaxException _) {
            return false;
        }
    }

    private static @Nullable SipUri hop(Binding binding) {
        List<NameAddress> routes = binding.routes();
        Uri hop = null;
        try {
            String received = binding.received();
            hop = !routes.isEmpty() ? routes.getFirst().uri() : received != null ? Uri.parse(received) : binding.uri();
        } catch (SyntaxException _) {
            return null;
        }
        return hop instanceof SipUri sip ? sip : null;
    }
}
