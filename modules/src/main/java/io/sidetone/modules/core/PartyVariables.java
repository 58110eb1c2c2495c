package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Diversion;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who a message is from and to, and who else it names: From, To, Contact, identities, diversions. Thread-safe:
/// keeps nothing.
final class PartyVariables {

    private PartyVariables() {}

    static void define(ModuleBuilder module) {
        from(module);
        to(module);
        identities(module);
        contacts(module);
    }

    private static void from(ModuleBuilder module) {
        module.variable("fu", "The URI of the From.")
                .or("from")
                .writes(writing(Headers.FROM, PartyVariables::withUri))
                .reads(of(SipMessage::from, PartyVariables::uri));
        module.variable("fU", "The user in the From.")
                .or("from.user")
                .writes(writing(Headers.FROM, part(UriEdit::withUser)))
                .reads(of(SipMessage::from, PartyVariables::user));
        module.variable("fd", "The host in the From.")
                .or("from.domain")
                .writes(writing(Headers.FROM, part(UriEdit::withHost)))
                .reads(of(SipMessage::from, PartyVariables::host));
        module.variable("fn", "The name in the From, with its quotes.")
                .writes(writing(Headers.FROM, PartyVariables::withName))
                .reads(of(SipMessage::from, NameAddress::rawDisplayName));
        module.variable("ft", "The tag of the From.").reads(of(SipMessage::from, NameAddress::tag));
    }

    private static void to(ModuleBuilder module) {
        module.variable("tu", "The URI of the To.")
                .or("to")
                .writes(writing(Headers.TO, PartyVariables::withUri))
                .reads(of(SipMessage::to, PartyVariables::uri));
        module.variable("tU", "The user in the To.")
                .or("to.user")
                .writes(writing(Headers.TO, part(UriEdit::withUser)))
                .reads(of(SipMessage::to, PartyVariables::user));
        module.variable("td", "The host in the To.")
                .or("to.domain")
                .writes(writing(Headers.TO, part(UriEdit::withHost)))
                .reads(of(SipMessage::to, PartyVariables::host));
        module.variable("tn", "The name in the To, with its quotes.")
                .writes(writing(Headers.TO, PartyVariables::withName))
                .reads(of(SipMessage::to, NameAddress::rawDisplayName));
        module.variable("tt", "The tag of the To; null in a request outside of a dialog.")
                .reads(of(SipMessage::to, NameAddress::tag));
    }

    private static void identities(ModuleBuilder module) {
        module.variable("ai", "The URI of the P-Asserted-Identity.")
                .reads(of(first(Headers.P_ASSERTED_IDENTITY), PartyVariables::uri));
        module.variable("pu", "The URI of the P-Preferred-Identity.")
                .reads(of(first(Headers.P_PREFERRED_IDENTITY), PartyVariables::uri));
        module.variable("pU", "The user in the P-Preferred-Identity.")
                .reads(of(first(Headers.P_PREFERRED_IDENTITY), PartyVariables::user));
        module.variable("pd", "The host in the P-Preferred-Identity.")
                .reads(of(first(Headers.P_PREFERRED_IDENTITY), PartyVariables::host));
        module.variable("pn", "The name in the P-Preferred-Identity, with its quotes.")
                .reads(of(first(Headers.P_PREFERRED_IDENTITY), NameAddress::rawDisplayName));
        module.variable("re", "The URI of the Remote-Party-ID.")
                .reads(of(first(Headers.REMOTE_PARTY_ID), PartyVariables::uri));
        module.variable("rt", "The URI of the Refer-To.").reads(of(first(Headers.REFER_TO), PartyVariables::uri));
        module.variable("di", "The URI of the first Diversion.")
                .reads(of(first(Headers.DIVERSION), diversion -> uri(diversion.address())));
        module.variable("dir", "Why the call was sent on, by the first Diversion.")
                .reads(of(first(Headers.DIVERSION), Diversion::reason));
        module.variable("dip", "What is to be hidden, by the first Diversion.")
                .reads(of(first(Headers.DIVERSION), Diversion::privacy));
    }

    private static void contacts(ModuleBuilder module) {
        module.variable("ct", "A contact with its name and parameters; without an index the first one.")
                .several()
                .is(false, new Contacts((contact, _) -> contact.text()));
        module.variable(
                        "ct.fields",
                        "A part of a contact: `name`, `uri`, `q`, `expires`, `methods`, `received` or `params`.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(false, new Contacts((contact, field) -> field(contact.address(), Values.text(field))));
    }

    private static @Nullable Object field(@Nullable NameAddress contact, String field) {
        if (contact == null) {
            return null;
        }
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "name" -> contact.rawDisplayName();
            case "uri" -> uri(contact);
            case "q", "methods", "received" -> contact.parameters().get(field.toLowerCase(Locale.ROOT));
            case "expires" -> Values.integer(contact.parameters().get("expires"));
            case "params" ->
                contact.parameters().isEmpty()
                        ? null
                        : contact.parameters().toString().substring(1);
            default ->
                throw new ScriptError("a contact has no field '" + field
                        + "', but name, uri, q, expires, methods, received and params");
        };
    }

    /// What is read of each contact.
    private interface Part {
        @Nullable
        Object of(Contact contact, @Nullable Object key);
    }

    /// All contacts of a message, in their order.
    private record Contacts(Part part) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            List<?> all = all(run, key);
            return all.isEmpty() ? null : all.getFirst();
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            List<@Nullable Object> all = new ArrayList<>();
            for (Contact contact : RoutingContext.of(run).message().all(Headers.CONTACT)) {
                all.add(part.of(contact, key));
            }
            return all;
        }
    }

    /// How a written value changes an address.
    private interface Change {
        NameAddress of(NameAddress before, @Nullable Object value);
    }

    private static BiConsumer<RoutingContext, @Nullable Object> writing(HeaderType<NameAddress> type, Change change) {
        return (context, value) -> {
            NameAddress before = context.message().first(type);
            if (before == null) {
                throw new ScriptError("the message has no " + type.name());
            }
            context.message(
                    context.message().edit().set(type, change.of(before, value)).build());
        };
    }

    private static NameAddress withUri(NameAddress before, @Nullable Object value) {
        return before.withUri(UriEdit.of(value));
    }

    private static Change part(BiFunction<Uri, @Nullable Object, Uri> change) {
        return (before, value) -> before.withUri(change.apply(before.uri(), value));
    }

    /// With or without its quotes.
    private static NameAddress withName(NameAddress before, @Nullable Object value) {
        String name = value == null ? "" : Written.text(value, "a name").strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        String bare = quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
        return before.withDisplayName(bare.isEmpty() ? null : bare);
    }

    private static String uri(NameAddress address) {
        return address.uri().toString();
    }

    private static @Nullable String user(NameAddress address) {
        return UriEdit.user(address.uri());
    }

    private static @Nullable String host(NameAddress address) {
        return UriEdit.host(address.uri());
    }

    private static <T> Function<SipMessage, @Nullable T> first(HeaderType<T> type) {
        return message -> message.first(type);
    }

    private static <T> Function<RoutingContext, @Nullable Object> of(
            Function<SipMessage, @Nullable T> value, Function<T, ? extends @Nullable Object> part) {
        return context -> {
            T found = value.apply(context.message());
            return found == null ? null : part.apply(found);
        };
    }
}
