package io.sidetone.modules.pv;

import io.sidetone.modules.messages.CustomValues;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `$sel(from.uri.user)`: parts of a message, and settings, by a path of names. Thread-safe: keeps nothing.
final class Selects {

    private final CustomValues customs;

    Selects(CustomValues customs) {
        this.customs = customs;
    }

    /// One name of a path, with the index behind it.
    ///
    /// @param index 0 where none is written
    private record Step(String name, int index) {}

    /// A path that is walked from left to right.
    private static final class Path {

        private final List<Step> steps = new ArrayList<>();
        private final String written;
        private int at;

        Path(String written) {
            this.written = written;
            for (String step : written.strip().split("\\.", -1)) {
                int bracket = step.indexOf('[');
                String name = bracket < 0 ? step : step.substring(0, bracket);
                steps.add(new Step(unquoted(name.strip()), bracket < 0 ? 0 : index(step, bracket)));
            }
        }

        private int index(String step, int bracket) {
            try {
                return Integer.parseInt(
                        step.substring(bracket + 1, step.indexOf(']')).strip());
            } catch (NumberFormatException | StringIndexOutOfBoundsException _) {
                throw unknown();
            }
        }

        private static String unquoted(String name) {
            return name.length() > 1 && name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
        }

        boolean isOver() {
            return at == steps.size();
        }

        Step take() {
            if (isOver()) {
                throw unknown();
            }
            return steps.get(at++);
        }

        String name() {
            return take().name().toLowerCase(Locale.ROOT);
        }

        ScriptError unknown() {
            return new ScriptError("there is no select '@" + written + "'");
        }
    }

    /// What a path leads to; null if it is not there.
    ///
    /// @throws ScriptError if there is no such path
    @Nullable
    Object read(RoutingContext context, String text) {
        Path path = new Path(text);
        Step first = path.take();
        SipMessage message = context.message();
        return switch (first.name().toLowerCase(Locale.ROOT)) {
            case "cfg_get", "cfg_selected" ->
                customs.get(path.take().name() + "." + path.take().name());
            case "ruri", "request_uri" -> uri(message instanceof SipRequest request ? request.uri() : null, path);
            case "dst_uri" -> uri(context.main().destination(), path);
            case "next_hop" -> uri(nextHop(context), path);
            case "from", "f" -> address(message.from(), path);
            case "to", "t" -> address(message.to(), path);
            case "refer_to" -> address(message.first(Headers.REFER_TO), path);
            case "remote_party_id", "rpid" -> address(message.first(Headers.REMOTE_PARTY_ID), path);
            case "contact", "m" -> contact(at(message, Headers.CONTACT, first), path);
            case "route" -> address(at(message, Headers.ROUTE, first), path);
            case "record_route", "rr" -> address(at(message, Headers.RECORD_ROUTE, first), path);
            case "via", "v" -> via(at(message, Headers.VIA, first), path);
            case "cseq" -> cseq(message, path);
            case "proxy_authorization" -> credentials(message, Headers.PROXY_AUTHORIZATION, path);
            case "authorization" -> credentials(message, Headers.AUTHORIZATION, path);
            case "msg", "message" -> message(context, path);
            case "src" -> end(context.flow(), path, true);
            case "dst", "received" -> end(context.flow(), path, false);
            case "sys" -> system(context, path);
            case "branch" -> branch(context, first, path);
            case "method" ->
                message instanceof SipRequest request ? request.method().name() : null;
            case "status", "code" -> message instanceof SipResponse response ? (long) response.statusCode() : null;
            case "reason" -> message instanceof SipResponse response ? response.phrase() : null;
            case "version" -> "SIP/2.0";
            default -> field(message, first, path);
        };
    }

    private static <T> @Nullable T at(SipMessage message, HeaderType<T> type, Step step) {
        List<T> all = message.all(type);
        int index = step.index() < 0 ? all.size() + step.index() : Math.max(0, step.index() - 1);
        return index < 0 || index >= all.size() ? null : all.get(index);
    }

    private static @Nullable Uri nextHop(RoutingContext context) {
        Uri destination = context.main().destination();
        NameAddress route = context.message().first(Headers.ROUTE);
        return destination != null
                ? destination
                : route != null ? route.uri() : context.message() instanceof SipRequest request ? request.uri() : null;
    }

    private static @Nullable Object uri(@Nullable Uri uri, Path path) {
        if (uri == null || path.isOver()) {
            return uri == null ? null : uri.toString();
        }
        SipUri sip = uri instanceof SipUri known ? known : null;
        String part = path.name();
        if (part.equals("type")) {
            return uri.toString().substring(0, uri.toString().indexOf(':'));
        }
        if (sip == null) {
            return null;
        }
        return switch (part) {
            case "user", "rn_user" -> sip.user();
            case "pwd" -> sip.password();
            case "host" -> sip.host().text();
            case "port" -> sip.port() < 0 ? null : Integer.toString(sip.port());
            case "hostport" -> sip.host().text() + ":" + (sip.port() < 0 ? usualPort(sip) : sip.port());
            case "transport" -> sip.parameters().get("transport");
            case "params" -> parameter(sip.parameters(), path);
            default -> throw path.unknown();
        };
    }

    private static int usualPort(SipUri uri) {
        return uri.toString().startsWith("sips:") ? 5061 : 5060;
    }

    private static @Nullable Object parameter(Parameters parameters, Path path) {
        if (path.isOver()) {
            return parameters.isEmpty() ? null : parameters.toString().substring(1);
        }
        String name = path.take().name();
        return parameters.contains(name) && parameters.get(name) == null ? "" : parameters.get(name);
    }

    private static @Nullable Object address(@Nullable NameAddress address, Path path) {
        if (address == null || path.isOver()) {
            return address == null ? null : address.toString();
        }
        return switch (path.name()) {
            case "uri" -> uri(address.uri(), path);
            case "name" -> address.displayName();
            case "tag" -> address.tag();
            case "nameaddr" -> address(address, path);
            case "params" -> parameter(address.parameters(), path);
            case "q" -> address.parameters().get("q");
            case "expires" -> address.parameters().get("expires");
            case "methods" -> address.parameters().get("methods");
            case "received" -> address.parameters().get("received");
            case "instance" -> address.parameters().get("+sip.instance");
            default -> throw path.unknown();
        };
    }

    private static @Nullable Object contact(@Nullable Contact contact, Path path) {
        if (contact == null) {
            return null;
        }
        return path.isOver() ? contact.text() : address(contact.address(), path);
    }

    private static @Nullable Object via(@Nullable Via via, Path path) {
        if (via == null || path.isOver()) {
            return via == null ? null : via.toString();
        }
        return switch (path.name()) {
            case "name" -> "SIP";
            case "version" -> "2.0";
            case "transport" -> via.transport();
            case "host" -> via.host().text();
            case "port" -> via.port() == Via.NO_PORT ? null : Integer.toString(via.port());
            case "branch" -> via.branch();
            case "received" -> via.received();
            case "rport" ->
                via.rport() == Via.RPORT_ABSENT ? null : via.parameters().get("rport");
            case "i" -> via.parameters().get("i");
            case "alias" -> via.hasAlias() ? "" : null;
            case "params" -> parameter(via.parameters(), path);
            case "comment" -> null;
            default -> throw path.unknown();
        };
    }

    private static @Nullable Object cseq(SipMessage message, Path path) {
        CSeq cseq = message.cseq();
        if (cseq == null || path.isOver()) {
            return cseq == null ? null : cseq.number() + " " + cseq.method().name();
        }
        return switch (path.name()) {
            case "num" -> cseq.number();
            case "method" -> cseq.method().name();
            default -> throw path.unknown();
        };
    }

    /// The credentials for a realm, which may be the next name of the path; else the first ones.
    private static @Nullable Object credentials(SipMessage message, HeaderType<Credentials> type, Path path) {
        List<Credentials> all = message.all(type);
        if (path.isOver()) {
            return all.isEmpty() ? null : all.getFirst().toString();
        }
        String part = path.name();
        Credentials chosen = all.isEmpty() ? null : all.getFirst();
        for (Credentials each : all) {
            if (part.equalsIgnoreCase(value(each, "realm"))) {
                chosen = each;
                part = path.isOver() ? "" : path.name();
                break;
            }
        }
        if (chosen == null) {
            return null;
        }
        return switch (part) {
            case "" -> chosen.toString();
            case "username" -> path.isOver() ? value(chosen, "username") : half(value(chosen, "username"), path);
            case "realm", "nonce", "uri", "cnonce", "nc", "response", "opaque", "algorithm", "qop" ->
                value(chosen, part);
            default -> null;
        };
    }

    private static @Nullable Object half(@Nullable String username, Path path) {
        boolean user = path.name().equals("user");
        int at = username == null ? -1 : username.indexOf('@');
        if (username == null || at < 0) {
            return user ? username : null;
        }
        return user ? username.substring(0, at) : username.substring(at + 1);
    }

    private static @Nullable String value(Credentials credentials, String name) {
        return credentials.parameters().get(name);
    }

    private Object message(RoutingContext context, Path path) {
        SipMessage message = context.message();
        byte[] octets = MessageWriter.draft(message);
        String whole = Octets.text(octets);
        if (path.isOver()) {
            return whole;
        }
        String part = path.name();
        return switch (part) {
            case "first_line" -> whole.substring(0, whole.indexOf('\n') + 1).stripTrailing();
            case "len" -> (long) octets.length;
            case "type" -> message instanceof SipRequest ? 1L : 2L;
            case "body" -> whole.substring(octets.length - message.bodyLength());
            case "header", "h" -> header(message, path, whole);
            case "request", "req" -> request(message, path);
            case "response", "res" -> response(message, path);
            default -> throw path.unknown();
        };
    }

    private static Object header(SipMessage message, Path path, String whole) {
        if (path.isOver()) {
            return whole.substring(whole.indexOf('\n') + 1, whole.length() - message.bodyLength());
        }
        Object found = field(message, path.take(), path);
        return found == null ? "" : found;
    }

    private static Object request(SipMessage message, Path path) {
        if (!(message instanceof SipRequest request)) {
            return "";
        }
        return switch (path.isOver() ? "" : path.name()) {
            case "method" -> request.method().name();
            case "uri" -> String.valueOf(uri(request.uri(), path));
            case "version" -> "SIP/2.0";
            default -> request.method().name() + " " + request.uri() + " SIP/2.0";
        };
    }

    private static Object response(SipMessage message, Path path) {
        if (!(message instanceof SipResponse response)) {
            return "";
        }
        return switch (path.isOver() ? "" : path.name()) {
            case "status", "code" -> (long) response.statusCode();
            case "reason" -> response.phrase();
            case "version" -> "SIP/2.0";
            default -> "SIP/2.0 " + response.statusCode() + " " + response.phrase();
        };
    }

    /// Any header field, with `_` for `-`: its text, or that of it that is an address.
    private static @Nullable Object field(SipMessage message, Step step, Path path) {
        String name = step.name().replace('_', '-');
        HeaderName known = HeaderName.of(name);
        List<HeaderField> fields = message.fields().stream()
                .filter(field -> known != null ? field.known() == known : field.isNamed(name))
                .toList();
        int index = step.index() < 0 ? fields.size() + step.index() : Math.max(0, step.index() - 1);
        if (index < 0 || index >= fields.size()) {
            return null;
        }
        String value = fields.get(index).value();
        if (path.isOver()) {
            return value;
        }
        try {
            return address(NameAddress.parse(new TextReader(value)), path);
        } catch (SyntaxException _) {
            return null;
        }
    }

    private static @Nullable Object end(@Nullable Flow flow, Path path, boolean theirs) {
        if (flow == null) {
            return null;
        }
        InetSocketAddress end = theirs ? flow.remote() : flow.local();
        String transport = flow.transport().token().toUpperCase(Locale.ROOT);
        String place = Flow.text(end) + ":" + end.getPort();
        return switch (path.name()) {
            case "ip" -> Flow.text(end);
            case "port" -> (long) end.getPort();
            case "ip_port" -> place;
            case "proto" -> transport;
            case "proto_ip_port" -> transport + ":" + place;
            default -> throw path.unknown();
        };
    }

    private static @Nullable Object system(RoutingContext context, Path path) {
        return switch (path.name()) {
            case "pid" -> ProcessHandle.current().pid();
            case "now" -> context.core().layer().clock().currentTimeMillis() / 1000;
            case "unique" -> null;
            default -> throw path.unknown();
        };
    }

    private static @Nullable Object branch(RoutingContext context, Step step, Path path) {
        String part = path.name();
        List<TargetDraft> more = context.more();
        if (part.equals("count")) {
            return (long) more.size();
        }
        if (step.index() < 0 || step.index() >= more.size()) {
            return null;
        }
        TargetDraft draft = more.get(step.index());
        return switch (part) {
            case "uri" -> uri(draft.uri(), path);
            case "dst_uri" -> uri(draft.destination(), path);
            case "q" -> (long) draft.q();
            default -> throw path.unknown();
        };
    }
}
