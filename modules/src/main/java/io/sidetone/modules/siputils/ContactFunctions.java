package io.sidetone.modules.siputils;

import io.sidetone.modules.messages.Routes;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Functions that hide where contacts are, in a way that can be undone. Thread-safe once it is defined.
final class ContactFunctions {

    /// User, password, host, port, transport and the prefix in front of them.
    private static final int PARTS = 6;

    private final ModuleParameter<String> separator;

    ContactFunctions(ModuleBuilder module) {
        separator = module.text("contact_flds_separator", "*", "The character between the parts of an encoded contact.")
                .changeable();
    }

    void define(ModuleBuilder module) {
        said(module.function("encode_contact", "Puts all that the URIs in Contact say into their users."))
                .with(Argument.text("encoding_prefix", "What encoded users begin with."))
                .with(Argument.text("hostpart", "The host that they get."))
                .example("encode_contact(\"natted\", \"192.0.2.1\");")
                .does((context, prefix, host) -> change(context, uri -> encode(uri, prefix, host)));
        said(module.function("decode_contact_header", "Undoes encode_contact in Contact."))
                .example("decode_contact_header();")
                .does(context -> change(context, this::decode));
        said(module.function("contact_param_encode", "Puts the URIs in Contact into a parameter of another URI."))
                .with(Argument.text("pname", "The name of the parameter."))
                .with(Argument.text("saddr", "The other URI."))
                .example("contact_param_encode(\"sr\", \"sip:192.0.2.1\");")
                .does((context, name, address) -> {
                    SipUri other = sip(address);
                    return change(context, uri -> other.withParameter(name, encoded(uri)));
                });
        said(module.function("contact_param_decode", "Undoes contact_param_encode in Contact."))
                .with(Argument.text("pname", "The name of the parameter."))
                .example("contact_param_decode(\"sr\");")
                .does((context, name) -> change(context, uri -> decoded(uri, name)));
        said(module.function("contact_param_rm", "Removes a parameter of the URIs in Contact."))
                .with(Argument.text("pname", "The name of the parameter."))
                .example("contact_param_rm(\"ob\");")
                .does((context, name) ->
                        change(context, uri -> uri.hasParameter(name) ? uri.withoutParameter(name) : null));
        module.function("contact_param_check", "Whether a URI in Contact has a parameter.")
                .with(Argument.text("pname", "The name of the parameter."))
                .in(Routes.withMessage())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (contact_param_check(\"ob\")) { exit; }")
                .does((context, name) -> context.message().all(Headers.CONTACT).stream()
                                .map(Contact::address)
                                .anyMatch(address -> address != null
                                        && address.uri() instanceof SipUri uri
                                        && uri.hasParameter(name))
                        ? 1
                        : -1);
        target(module);
    }

    private void target(ModuleBuilder module) {
        module.function("decode_contact", "Undoes encode_contact in the Request-URI.")
                .in(RouteKind.ROUTE)
                .edits()
                .returns(1, "it was decoded")
                .returns(-1, "it is not encoded")
                .example("decode_contact();")
                .does(context -> retarget(context, context.request().uri() instanceof SipUri uri ? decode(uri) : null));
        module.function("contact_param_decode_ruri", "Undoes contact_param_encode in the Request-URI.")
                .with(Argument.text("pname", "The name of the parameter."))
                .in(RouteKind.ROUTE)
                .edits()
                .returns(1, "it was decoded")
                .returns(-1, "it is not encoded")
                .example("contact_param_decode_ruri(\"sr\");")
                .does((context, name) ->
                        retarget(context, context.request().uri() instanceof SipUri uri ? decoded(uri, name) : null));
    }

    private static int retarget(RoutingContext context, @Nullable SipUri uri) {
        if (uri == null) {
            return -1;
        }
        context.uri(uri);
        return 1;
    }

    private static FunctionBuilder.With0 said(FunctionBuilder.With0 function) {
        return function.in(Routes.withMessage())
                .edits()
                .returns(1, "Contact was changed")
                .returns(-1, "there is nothing to be changed");
    }

    /// Changes the URIs in all Contact fields.
    ///
    /// @param edit gives null for a URI that stays
    private static int change(RoutingContext context, Function<SipUri, @Nullable SipUri> edit) {
        List<HeaderField> fields = context.message().fields();
        MessageBuilder<?> edits = context.message().edit();
        boolean changed = false;
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isNamed("Contact")) {
                continue;
            }
            List<String> values = new ArrayList<>();
            boolean here = false;
            for (Contact contact : fields.get(i).all(Headers.CONTACT)) {
                NameAddress address = contact.address();
                SipUri uri = address != null && address.uri() instanceof SipUri sip ? edit.apply(sip) : null;
                here |= uri != null;
                values.add(
                        address == null || uri == null
                                ? contact.text()
                                : address.withUri(uri).text());
            }
            if (here) {
                edits.replace(i, fields.get(i).name(), String.join(", ", values));
                changed = true;
            }
        }
        if (changed) {
            context.message(edits.build());
        }
        return changed ? 1 : -1;
    }

    private static SipUri sip(String text) {
        if (Edits.uri(text) instanceof SipUri uri) {
            return uri;
        }
        throw new ScriptError("'" + text + "' is no SIP URI");
    }

    private char mark() {
        String text = separator.value();
        return text.isEmpty() ? '*' : text.charAt(0);
    }

    private SipUri encode(SipUri uri, String prefix, String host) {
        String between = String.valueOf(mark());
        String transport = uri.parameter("transport");
        List<String> parts = List.of(
                prefix,
                raw(uri.rawUser()),
                raw(uri.rawPassword()),
                uri.host().text(),
                uri.port() < 0 ? "" : Integer.toString(uri.port()),
                transport == null ? "udp" : transport);
        for (String part : parts) {
            if (part.contains(between)) {
                throw new ScriptError("the contact has the separator '" + between + "' in it");
            }
        }
        return sip("sip:"
                + String.join(between, parts)
                        .replace("[", "%5B")
                        .replace("]", "%5D")
                        .replace(":", "%3A") + "@" + host);
    }

    private static String raw(@Nullable String text) {
        return text == null ? "" : text;
    }

    private @Nullable SipUri decode(SipUri uri) {
        String user = uri.rawUser();
        if (user == null) {
            return null;
        }
        List<String> parts = List.of(
                user.replace("%5B", "[").replace("%5D", "]").replace("%3A", ":").split("\\" + mark(), -1));
        if (parts.size() != PARTS) {
            return null;
        }
        StringBuilder text = new StringBuilder("sip:").append(parts.get(1));
        text.append(parts.get(2).isEmpty() ? "" : ":" + parts.get(2));
        text.append(parts.get(1).isEmpty() ? "" : "@").append(parts.get(3));
        text.append(parts.get(4).isEmpty() ? "" : ":" + parts.get(4));
        text.append(parts.get(5).isEmpty() ? "" : ";transport=" + parts.get(5));
        return read(text.toString());
    }

    private static @Nullable SipUri read(String text) {
        try {
            return Uri.parse(text) instanceof SipUri uri ? uri : null;
        } catch (SyntaxException _) {
            return null;
        }
    }

    private static String encoded(SipUri uri) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Text.encode(uri.text()));
    }

    private static @Nullable SipUri decoded(SipUri uri, String name) {
        String value = uri.parameter(name);
        if (value == null) {
            return null;
        }
        try {
            byte[] octets = Base64.getUrlDecoder().decode(value);
            return read(Text.decode(octets, 0, octets.length));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
