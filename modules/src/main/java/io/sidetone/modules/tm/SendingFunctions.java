package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.TextParts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.ForwardedRequest;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Requests beside the one that is relayed, and what goes along with it. Thread-safe.
final class SendingFunctions {

    private static final String REASONS = "tm.reasons";
    private static final String REASON = "Reason";

    private final OwnRequests requests;

    SendingFunctions(OwnRequests requests) {
        this.requests = requests;
    }

    void define(ModuleBuilder module) {
        module.function("t_new_request", "Sends a request of our own, that has nothing to do with the message.")
                .with(Argument.text("method", "Its method."))
                .with(Argument.text("ruri", "Its Request-URI, which it is sent to."))
                .with(Argument.text("from", "Who it says that it is from: a URI, with a name before it or not."))
                .with(Argument.text("to", "Who it says that it is to."))
                .with(Argument.text("body", "The type of its body, a blank and the body.")
                        .optional())
                .with(Argument.text("ctx", "What local routes find in `$avp(uac_ctx)`.")
                        .optional())
                .returns(1, "it is on its way")
                .returns(-1, "it cannot be made of this")
                .example("t_new_request(\"MESSAGE\", \"sip:bob@192.0.2.1\", \"A sip:a@example.org\", "
                        + "\"sip:bob@example.org\", \"text/plain Hello\");")
                .does(this::send);
        module.function("t_replicate", "Sends a copy of the request elsewhere, whatever is answered there.")
                .with(Argument.text("uri", "Where to; branches that were added get copies as well."))
                .with(Argument.text("flags", "As for `t_relay`; only one address is ever tried.")
                        .optional())
                .in(Dialect.NATIVE)
                .in(ROUTE)
                .returns(1, "copies are on their way")
                .returns(-1, "the URI cannot be read")
                .example("t_replicate(\"sip:192.0.2.7:5060\");")
                .does((context, uri, flags) -> replicate(context, uri));
        module.function("t_add_hdrs", "Adds header fields to the request on all branches that are sent from here on.")
                .with(Argument.parts("headers", "The fields, each with its line end."))
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE)
                .returns(1, "done")
                .example("t_add_hdrs(\"X-Origin: 192.0.2.1\\r\\n\");")
                .does(SendingFunctions::add);
        module.function("t_add_cancel_reason", "Says why in the CANCELs that a CANCEL leads to.")
                .with(Argument.parts("reason", "A field Reason with its line end."))
                .in(ROUTE)
                .returns(1, "done")
                .returns(-1, "it is none, or the request is no CANCEL")
                .example("t_add_cancel_reason(\"Reason: SIP;cause=200;text=\\\"Elsewhere\\\"\\r\\n\"); t_relay();")
                .does(SendingFunctions::reason);
        raw(module);
    }

    private void raw(ModuleBuilder module) {
        module.function("t_uac_send", "Sends a request of our own whose header fields the script writes.")
                .with(Argument.text("method", "Its method."))
                .with(Argument.text("ruri", "Its Request-URI."))
                .with(Argument.text("nexthop", "The URI that it is sent to; empty for the Request-URI."))
                .with(Argument.text(
                        "socket", "The socket that it is sent from, as `udp:192.0.2.1:5060`; empty for any."))
                .with(Argument.parts("headers", "Its header fields, From and To among them, with line ends between."))
                .with(Argument.text("body", "Its body; its type is among the header fields."))
                .returns(1, "it is on its way")
                .returns(-1, "it cannot be made of this")
                .example("t_uac_send(\"OPTIONS\", \"sip:bob@192.0.2.1\", \"\", \"\", "
                        + "\"From: <sip:a@example.org>\\r\\nTo: <sip:bob@example.org>\\r\\n\", \"\");")
                .does(this::sendRaw);
    }

    private int sendRaw(
            RoutingContext context,
            String method,
            String ruri,
            String nextHop,
            String socket,
            TextParts headers,
            String body) {
        ServerCore core = context.core();
        Listener from = SocketNames.find(socket, core.layer().transport().listeners());
        if (from == null && !socket.isEmpty()) {
            return -1;
        }
        OwnRequests.Order order;
        try {
            List<FieldLine> lines = FieldLine.parse(headers).stream()
                    .filter(line -> !line.name().equalsIgnoreCase("Content-Length"))
                    .toList();
            SipRequest request = RequestText.of(core.layer(), Method.of(method), ruri, lines, body);
            Uri next = nextHop.isEmpty() ? null : Uri.parse(nextHop);
            order = new OwnRequests.Order(request, next, from == null ? List.of() : List.of(from), null);
        } catch (SyntaxException | IllegalArgumentException _) {
            return -1;
        }
        core.blocking().execute(() -> requests.send(core, order, _ -> {}));
        return 1;
    }

    // ---- Requests of our own

    private int send(
            RoutingContext context,
            String method,
            String ruri,
            String from,
            String to,
            @Nullable String body,
            @Nullable String about) {
        ServerCore core = context.core();
        SipRequest request;
        try {
            request = request(core.layer(), Method.of(method), ruri, from, to, body);
        } catch (SyntaxException | IllegalArgumentException _) {
            return -1;
        }
        OwnRequests.Order order = new OwnRequests.Order(request, null, List.of(), about);
        core.blocking().execute(() -> requests.send(core, order, _ -> {}));
        return 1;
    }

    private static SipRequest request(
            TransactionLayer layer, Method method, String ruri, String from, String to, @Nullable String body)
            throws SyntaxException {
        SipRequest.Builder request = SipRequest.builder(method, Uri.parse(ruri))
                .append("Max-Forwards", "70")
                .append(Headers.FROM, party(from).withTag(layer.tokens().tag()))
                .append(Headers.TO, party(to))
                .append("Call-ID", layer.tokens().callId())
                .append(Headers.CSEQ, new CSeq(1, method));
        if (body == null || body.isBlank()) {
            return request.build();
        }
        int blank = body.indexOf(' ');
        if (blank < 1) {
            throw new IllegalArgumentException("A body needs its type");
        }
        return request.body(body.substring(0, blank), Text.encode(body.substring(blank + 1)))
                .build();
    }

    /// `Name sip:user@host` or a URI alone.
    private static NameAddress party(String text) throws SyntaxException {
        String stripped = text.strip();
        int blank = stripped.lastIndexOf(' ');
        if (stripped.endsWith(">") || blank < 0) {
            return stripped.endsWith(">") ? bracketed(stripped) : NameAddress.of(Uri.parse(stripped));
        }
        String name = stripped.substring(0, blank).strip();
        String quoted = name.startsWith("\"") ? name : Text.quote(name);
        return bracketed(quoted + " <" + stripped.substring(blank + 1) + ">");
    }

    private static NameAddress bracketed(String text) throws SyntaxException {
        TextReader reader = new TextReader(text);
        NameAddress address = NameAddress.parseBracketed(reader);
        reader.expectEnd();
        return address;
    }

    // ---- Copies

    private int replicate(RoutingContext context, String uri) {
        List<Target> targets = new ArrayList<>();
        try {
            targets.add(Target.of(Uri.parse(uri)));
        } catch (SyntaxException _) {
            return -1;
        }
        for (TargetDraft draft : context.more()) {
            targets.add(Target.of(Objects.requireNonNull(draft.uri())));
        }
        context.more().clear();
        for (Target target : targets) {
            copy(context, target, target.uri());
        }
        return 1;
    }

    /// Sends a copy of the request, which says where it is to go, to somewhere else.
    ///
    /// @return -1 if that is no URI
    int copyTo(RoutingContext context, String place) {
        try {
            copy(context, Target.of(context.request().uri()), Uri.parse(place));
            return 1;
        } catch (SyntaxException _) {
            return -1;
        }
    }

    private void copy(RoutingContext context, Target target, Uri place) {
        boolean counts = context.transaction().settings().counts();
        ForwardedRequest copy =
                ForwardedRequest.of(context.request(), target, null, ForwardedRequest.SAME_BREADTH, counts);
        requests.sendOn(context.core(), copy.request(), place, context.main().sockets(), _ -> {});
    }

    // ---- What goes along

    private static int add(RoutingContext context, TextParts headers) {
        SipRequest.Builder edit = context.request().edit();
        FieldLine.parse(headers).forEach(line -> edit.append(line.name(), line.value()));
        context.message(edit.build());
        return 1;
    }

    private static int reason(RoutingContext context, TextParts headers) {
        SipRequest.Builder edit = context.request().edit().remove(REASON);
        for (FieldLine line : FieldLine.parse(headers)) {
            if (line.name().equalsIgnoreCase(REASON)) {
                edit.append(REASON, line.value());
            }
        }
        SipRequest parsed = edit.build();
        List<Reason> reasons = parsed.all(Headers.REASON);
        if (reasons.isEmpty() || !parsed.method().equals(Method.CANCEL)) {
            return -1;
        }
        context.note(REASONS, reasons);
        return 1;
    }

    /// Says nothing in the CANCELs that this one leads to, or what the caller says.
    static void withholdReasons(RoutingContext context, boolean withheld) {
        context.note(REASONS, withheld ? List.of() : context.request().all(Headers.REASON));
    }

    /// What is said in the CANCELs that this one leads to: what the script says, else what the caller does.
    @SuppressWarnings("unchecked")
    static List<Reason> reasons(RoutingContext context) {
        return context.note(REASONS) instanceof List<?> reasons
                ? (List<Reason>) reasons
                : context.request().all(Headers.REASON);
    }
}
