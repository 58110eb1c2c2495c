package io.sidetone.modules.nathelper;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A parameter of Contacts that says where a phone really is, `;alias=address~port~transport`, while the rest
/// stays as the phone has written it. Thread-safe: keeps nothing.
final class Aliases {

    static final int NOTHING = 2;

    /// What transports are called in aliases, counted from 1; there is none for SCTP.
    private static final List<String> TRANSPORTS = List.of("udp", "tcp", "tls", "sctp", "ws", "wss");

    private Aliases() {}

    /// Adds it to all Contacts.
    ///
    /// @param needed whether only Contacts get it that say something else than where the message has come from
    /// @return 1, 2 if nothing has to be done, -1 if nobody knows where the message has come from
    static int set(RoutingContext context, String name, boolean needed) {
        Flow flow = context.flow();
        if (flow == null) {
            return -1;
        }
        Host host = Host.ofAddress(flow.remote().getAddress().getAddress());
        return set(
                context, name, host, flow.remote().getPort(), flow.transport().token(), needed ? flow : null);
    }

    /// Adds it to all Contacts, with what a script says.
    static int set(RoutingContext context, String name, String address, long port, String transport) {
        try {
            Host host = Host.parseParameter(address);
            if (host.isName()
                    || port < 1
                    || port > 65_535
                    || !TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
                return -1;
            }
            return set(context, name, host, (int) port, transport.toLowerCase(Locale.ROOT), null);
        } catch (SyntaxException _) {
            return -1;
        }
    }

    private static int set(
            RoutingContext context, String name, Host host, int port, String transport, @Nullable Flow unless) {
        String alias = host.text() + "~" + port + "~" + (TRANSPORTS.indexOf(transport) + 1);
        int changed = ContactFix.each(context, address -> {
            if (!(address.uri() instanceof SipUri uri) || (unless != null && isAt(uri, unless))) {
                return address;
            }
            return address.withUri(uri.withoutParameter(name).withParameter(name, alias));
        });
        return changed > 0 ? 1 : NOTHING;
    }

    private static boolean isAt(SipUri uri, Flow flow) {
        String transport = uri.parameter("transport");
        return Arrays.equals(uri.host().address(), flow.remote().getAddress().getAddress())
                && uri.portOrDefault() == flow.remote().getPort()
                && flow.transport().token().equalsIgnoreCase(transport == null ? "udp" : transport);
    }

    /// Takes it off the Request-URI, and sends to what it says.
    ///
    /// @return 1, 2 if there is none, -1 if it cannot be read
    static int handle(RoutingContext context, String name) {
        if (!(context.request().uri() instanceof SipUri uri) || !uri.hasParameter(name)) {
            return NOTHING;
        }
        SipUri destination = parse(uri.parameter(name));
        if (destination == null) {
            return -1;
        }
        context.uri(uri.withoutParameter(name));
        context.main().destination(destination);
        return 1;
    }

    /// The alias of the first Contact as a URI; null if there is none.
    static @Nullable String ofContact(RoutingContext context, String name) {
        for (Contact contact : context.message().all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address != null && address.uri() instanceof SipUri uri) {
                SipUri alias = parse(uri.parameter(name));
                return alias == null ? null : alias.toString();
            }
        }
        return null;
    }

    private static @Nullable SipUri parse(@Nullable String alias) {
        String[] parts = alias == null ? new String[0] : alias.split("~", -1);
        if (parts.length != 3 || parts[2].length() != 1) {
            return null;
        }
        int transport = parts[2].charAt(0) - '1';
        try {
            Host host = Host.parseParameter(parts[0]);
            int port = Integer.parseInt(parts[1]);
            if (host.isName() || port < 1 || port > 65_535 || transport < 0 || transport >= TRANSPORTS.size()) {
                return null;
            }
            SipUri uri = SipUri.of(null, host, port);
            // UDP is what is taken without it.
            return transport == 0 ? uri : uri.withParameter("transport", TRANSPORTS.get(transport));
        } catch (SyntaxException | NumberFormatException _) {
            return null;
        }
    }
}
