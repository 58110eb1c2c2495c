package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Diversion;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Parts of a message that Kamailio's scripts ask for: pieces of its text, lengths, values of lists, Via. Thread-safe:
/// keeps nothing.
final class PartVariables {

    private PartVariables() {}

    static void define(ModuleBuilder module) {
        kinds(module);
        lengths(module);
        fields(module);
        lists(module);
        vias(module);
    }

    private static void kinds(ModuleBuilder module) {
        number(module, "mt", "1 for a request, 2 for a reply.", context -> context.isRequest() ? 1L : 2L);
        module.variable("mts", "`request` or `reply`.").reads(context -> context.isRequest() ? "request" : "reply");
        number(
                module,
                "rsi",
                "The status code of a reply; 0 for a request.",
                context -> context.message() instanceof SipResponse response ? (long) response.statusCode() : 0L);
        number(module, "rmid", "The number of the method: 1 INVITE, 2 CANCEL, 4 ACK, 8 BYE and so on.", context -> {
            Object method = context.message() instanceof SipRequest request
                    ? request.method().name()
                    : context.message().cseq() == null
                            ? null
                            : context.message().cseq().method().name();
            return method == null ? null : methodNumber(method.toString());
        });
        module.variable("rv", "The version in the first line: `SIP/2.0`.").reads(_ -> "SIP/2.0");
        module.variable("rz", "The scheme of the Request-URI.").reads(context -> {
            String uri = UriVariables.text(UriVariables.requestUri(context));
            return uri == null ? null : uri.substring(0, uri.indexOf(':'));
        });
        module.variable("tts", "0 if the To has no tag, 1 if it has.")
                .type(Type.INTEGER)
                .reads(context -> {
                    var to = context.message().to();
                    return to == null || to.tag() == null ? 0L : 1L;
                });
        module.variable("true", "1.").type(Type.INTEGER).reads(_ -> 1L);
    }

    private static long methodNumber(String method) {
        List<String> known = List.of(
                "INVITE",
                "CANCEL",
                "ACK",
                "BYE",
                "INFO",
                "REGISTER",
                "SUBSCRIBE",
                "NOTIFY",
                "MESSAGE",
                "OPTIONS",
                "PRACK",
                "UPDATE",
                "REFER",
                "PUBLISH");
        int index = known.indexOf(method);
        return index < 0 ? 1L << known.size() : 1L << index;
    }

    private static void number(
            ModuleBuilder module, String name, String description, Function<RoutingContext, @Nullable Long> value) {
        module.variable(name, description).type(Type.INTEGER).reads(value);
    }

    private static void lengths(ModuleBuilder module) {
        length(module, "rul", "the Request-URI", context -> UriVariables.text(UriVariables.requestUri(context)));
        length(module, "rUl", "the user of the Request-URI", context -> {
            var uri = UriVariables.requestUri(context);
            return uri == null ? null : UriEdit.user(uri);
        });
        length(module, "oUl", "the user of the Request-URI as it came", context -> {
            var uri = UriVariables.originalUri(context);
            return uri == null ? null : UriEdit.user(uri);
        });
        length(module, "ful", "the URI of the From", context -> {
            var from = context.message().from();
            return from == null ? null : from.uri().toString();
        });
        length(module, "fUl", "the user in the From", context -> {
            var from = context.message().from();
            return from == null ? null : UriEdit.user(from.uri());
        });
        length(module, "tUl", "the user in the To", context -> {
            var to = context.message().to();
            return to == null ? null : UriEdit.user(to.uri());
        });
        number(module, "bs", "How many octets the body has.", context ->
                (long) context.message().bodyLength());
        module.variable(
                        "msg",
                        "A part of the message as it came: `len`, `buf`, `body`, `body_len`, `hdrs`, `hdrs_len`, "
                                + "`hdrc`, `fline`, `fpart` or `lpart`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> piece(context.received(), Values.text(key)));
        module.variable("mbu", "The message as it would be sent now, but for what only the socket knows.")
                .reads(context -> text(context.message()));
    }

    private static void length(
            ModuleBuilder module, String name, String what, Function<RoutingContext, @Nullable String> value) {
        number(module, name, "How many characters " + what + " has; 0 if there is none.", context -> {
            String text = value.apply(context);
            return text == null ? 0L : (long) text.length();
        });
    }

    private static String text(SipMessage message) {
        byte[] octets = MessageWriter.draft(message);
        return Text.decode(octets, 0, octets.length);
    }

    private static Object piece(SipMessage message, String part) {
        byte[] octets = MessageWriter.draft(message);
        int bodyAt = octets.length - message.bodyLength();
        String whole = Octets.text(octets);
        int line = whole.indexOf('\n') + 1;
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "len" -> (long) octets.length;
            case "buf" -> whole;
            case "body" -> whole.substring(bodyAt);
            case "body_len" -> (long) message.bodyLength();
            case "hdrs" -> whole.substring(line, bodyAt);
            case "hdrs_len" -> (long) bodyAt - line;
            case "hdrc" -> (long) message.fields().size();
            case "fline" -> whole.substring(0, line).stripTrailing();
            case "fpart" -> whole.substring(0, bodyAt);
            case "lpart" -> whole.substring(line);
            default -> throw new ScriptError("$msg has no part '" + Written.shown(part) + "'");
        };
    }

    private static void fields(ModuleBuilder module) {
        module.variable("csb", "The CSeq, number and method.").reads(context -> {
            HeaderField field = context.message().field(HeaderName.CSEQ);
            return field == null ? null : field.value();
        });
        module.variable("ctu", "The URI of the first contact.").reads(context -> {
            Contact contact = context.message().first(Headers.CONTACT);
            return contact == null || contact.address() == null
                    ? null
                    : contact.address().uri().toString();
        });
        number(module, "cts", "1 if the Contact is `*`, else 0.", context -> {
            Contact contact = context.message().first(Headers.CONTACT);
            return contact != null && contact.address() == null ? 1L : 0L;
        });
        module.variable("dic", "The counter of the first Diversion.").reads(context -> {
            Diversion diversion = context.message().first(Headers.DIVERSION);
            return diversion == null ? null : diversion.address().parameters().get("counter");
        });
        module.variable("expires", "The least (`min`) or greatest (`max`) time of the contacts, or of the Expires.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((context, key) -> expires(context.message(), Values.text(key)));
    }

    private static @Nullable Long expires(SipMessage message, String which) {
        boolean least = which.equals("min");
        if (!least && !which.equals("max")) {
            throw new ScriptError("$expires has min and max, not '" + Written.shown(which) + "'");
        }
        Long usual = message.first(Headers.EXPIRES);
        Long found = null;
        for (Contact contact : message.all(Headers.CONTACT)) {
            Long own = contact.address() == null
                    ? null
                    : Values.integer(contact.address().parameters().get("expires"));
            Long one = own == null ? usual : own;
            if (one != null && (found == null || (least ? one < found : one > found))) {
                found = one;
            }
        }
        return found == null ? usual : found;
    }

    private static void lists(ModuleBuilder module) {
        module.variable("hdrc", "How many header fields of a name there are.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey(
                        (context, key) -> (long) HeaderVariables.fields(context.message(), HeaderVariables.name(key))
                                .size());
        module.variable("hflc", "How many values all header fields of a name have together.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey(
                        (context, key) -> (long) values(context.message(), key).size());
        module.variable("hfl", "The values of all header fields of a name, lists of them taken apart.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .is(false, new ListValues());
    }

    private static List<String> values(SipMessage message, @Nullable Object key) {
        List<String> values = new ArrayList<>();
        HeaderVariables.fields(message, HeaderVariables.name(key)).forEach(field -> values.addAll(field.values()));
        return values;
    }

    private static final class ListValues implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return get(run, key, 0);
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return values(RoutingContext.of(run).message(), key);
        }
    }

    private static void vias(ModuleBuilder module) {
        String parts = " `host`, `port`, `proto`, `protoid`, `branch`, `rport`, `received`, `i` or `params`.";
        via(module, "via0", "A part of the first Via:" + parts, all -> all.getFirst());
        via(module, "via1", "A part of the second Via:" + parts, all -> all.size() < 2 ? null : all.get(1));
        via(module, "viaZ", "A part of the last Via:" + parts, all -> all.getLast());
        module.variable(
                        "rpl",
                        "Where a reply goes: `duri`, `dhost`, `dport`, `dproto`, `dprotoid`; `cntvia` and `cntrr`"
                                + " count Via and Record-Route.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> next(context.message(), Values.text(key)));
    }

    private static void via(
            ModuleBuilder module, String name, String description, Function<List<Via>, @Nullable Via> which) {
        module.variable(name, description)
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> {
                    List<Via> all = context.message().all(Headers.VIA);
                    Via via = all.isEmpty() ? null : which.apply(all);
                    return via == null ? null : part(via, Values.text(key));
                });
    }

    private static @Nullable Object part(Via via, String part) {
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "host" -> via.host().text();
            case "port" -> via.port() == Via.NO_PORT ? 0L : (long) via.port();
            case "proto" -> via.transport().toLowerCase(Locale.ROOT);
            case "protoid" -> {
                var transport = io.sidetone.sip.resolve.Transport.of(via.transport());
                yield transport == null ? 0L : ReceivedVariables.number(transport);
            }
            case "branch" -> via.branch();
            case "rport" -> via.rport() <= 0 ? null : Integer.toString(via.rport());
            case "received" -> via.received();
            case "i" -> via.parameters().get("i");
            case "params" ->
                via.parameters().isEmpty() ? null : via.parameters().toString().substring(1);
            default -> throw new ScriptError("a Via has no part '" + Written.shown(part) + "'");
        };
    }

    private static @Nullable Object next(SipMessage message, String part) {
        List<Via> vias = message.all(Headers.VIA);
        Via via = message instanceof SipResponse && vias.size() > 1 ? vias.get(1) : null;
        String received = via == null ? null : via.received();
        String host = via == null ? null : received == null ? via.host().text() : received;
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "cntvia" -> (long) vias.size();
            case "cntrr" -> (long) message.count(Headers.RECORD_ROUTE);
            case "dhost" -> host;
            case "dport" -> via == null ? null : (Object) port(via);
            case "dproto" -> via == null ? null : via.transport().toLowerCase(Locale.ROOT);
            case "dprotoid" -> via == null ? null : part(via, "protoid");
            case "duri" ->
                via == null
                        ? null
                        : "sip:" + host + ":" + port(via) + ";transport="
                                + via.transport().toLowerCase(Locale.ROOT);
            default -> throw new ScriptError("$rpl has no part '" + Written.shown(part) + "'");
        };
    }

    private static long port(Via via) {
        if (via.rport() > 0) {
            return via.rport();
        }
        return via.port() != Via.NO_PORT ? via.port() : via.isTransport("TLS") || via.isTransport("WSS") ? 5061 : 5060;
    }
}
