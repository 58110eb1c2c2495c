package io.sidetone.modules.nathelper;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Contacts that say where a phone really is. Thread-safe: keeps nothing.
final class ContactFix {

    private static final String ORIGINAL = "org";

    private ContactFix() {}

    /// Edits all addresses of the Contact; `*` and what cannot be read stay.
    ///
    /// @return how many have changed
    static int each(RoutingContext context, UnaryOperator<NameAddress> edit) {
        SipMessage message = context.message();
        List<Contact> edited = new ArrayList<>();
        int changed = 0;
        for (Contact contact : message.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            NameAddress next = address == null ? null : edit.apply(address);
            edited.add(next == null ? contact : next);
            changed += next == null || next.equals(address) ? 0 : 1;
        }
        if (changed > 0) {
            MessageBuilder<?> builder = message.edit()
                    .removeIf(field -> field.known() == HeaderName.CONTACT && field.error(Headers.CONTACT) == null);
            edited.forEach(contact -> builder.append(Headers.CONTACT, contact));
            context.message(builder.build());
        }
        return changed;
    }

    /// Puts the address that the message has come from into all Contacts.
    ///
    /// @param parameters more parameters of the URI, `;name=value`; null for none
    /// @param keep whether a parameter keeps what was there
    /// @return false if nobody knows that address
    static boolean toSource(RoutingContext context, @Nullable String parameters, boolean keep) {
        Flow flow = context.flow();
        if (flow == null) {
            return false;
        }
        InetSocketAddress source = flow.remote();
        Host host = Host.ofAddress(source.getAddress().getAddress());
        int _ = each(context, address -> {
            if (!(address.uri() instanceof SipUri uri)) {
                return address;
            }
            SipUri moved = uri.withHost(host).withPort(source.getPort()).withoutParameter("maddr");
            if (keep && uri.parameter(ORIGINAL) == null) {
                moved = moved.withParameter(ORIGINAL, encoded(uri));
            }
            return address.withUri(with(moved, parameters));
        });
        return true;
    }

    private static String encoded(SipUri uri) {
        String place = uri.host().text() + (uri.port() > 0 ? ":" + uri.port() : "");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    /// Puts the host and port that [#toSource] has kept back into the Request-URI, and sends to where it was.
    ///
    /// @return false if nothing was kept, or it cannot be read
    static boolean restore(RoutingContext context) {
        if (!(context.request().uri() instanceof SipUri uri)) {
            return false;
        }
        String kept = uri.parameter(ORIGINAL);
        if (kept == null) {
            return false;
        }
        try {
            // Other servers write the alphabet with plus and slash.
            byte[] place = Base64.getUrlDecoder()
                    .decode(kept.replace('+', '-').replace('/', '_').replace("=", ""));
            SipUri original = SipUri.parse("sip:" + new String(place, StandardCharsets.US_ASCII));
            SipUri moved = uri.withoutParameter(ORIGINAL);
            if (original.rawUser() != null || original.parameters().size() > 0) {
                return false;
            }
            context.uri(moved.withHost(original.host()).withPort(original.port()));
            context.main().destination(moved);
            return true;
        } catch (SyntaxException | IllegalArgumentException _) {
            return false;
        }
    }

    /// A URI that says where the message has come from; null if nobody knows.
    static @Nullable SipUri received(RoutingContext context) {
        Flow flow = context.flow();
        if (flow == null) {
            return null;
        }
        InetSocketAddress source = flow.remote();
        SipUri uri = SipUri.of(null, Host.ofAddress(source.getAddress().getAddress()), source.getPort());
        Transport transport = flow.transport();
        return transport == Transport.UDP ? uri : uri.withParameter("transport", transport.token());
    }

    private static SipUri with(SipUri uri, @Nullable String parameters) {
        SipUri result = uri;
        if (parameters != null) {
            for (String parameter : parameters.split(";", -1)) {
                String text = parameter.strip();
                int equals = text.indexOf('=');
                String name = equals < 0 ? text : text.substring(0, equals);
                if (!name.isEmpty()) {
                    try {
                        result = result.withParameter(name, equals < 0 ? null : text.substring(equals + 1));
                    } catch (IllegalArgumentException e) {
                        throw new ScriptError("no parameter can be '" + text + "'");
                    }
                }
            }
        }
        return result;
    }
}
