package io.sidetone.modules.sipmsgops;

import io.sidetone.modules.messages.HeaderFunctions;
import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.ReplyStatus;
import io.sidetone.modules.messages.Routes;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.Glob;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.Octets;
import io.sidetone.server.context.RoutingContext.ReplyBody;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.Startable;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Operations on the parts of messages. Every edit is seen by the next line of the script. Thread-safe.
public final class SipmsgopsModule implements Module, Startable {

    private volatile Clock clock = Clock.system();

    @Override
    public void start(ModuleContext context) {
        clock = context.clock();
    }

    @Override
    public void define(ModuleBuilder module) {
        module.name("sipmsgops", "Changes header fields, bodies, session descriptions and Request-URIs.");
        HeaderFunctions.define(module, () -> clock.currentTimeMillis());
        MessageFunctions.define(module);
        MessageFunctions.toTag(module);
        UriFunctions.define(module);
        ListFunctions.define(module);
        CodecFunctions.define(module);
        BodyFunctions.define(module);
        replies(module);
        values(module);
        module.function("sipmsg_validate", "Whether the message is as RFC 3261 wants it.")
                .with(Argument.text(
                                "flags",
                                "`s` checks the session description, `h` all header fields, `m` not"
                                        + " Max-Forwards, `r`, `f`, `t` and `c` the URIs of Request-URI, From,"
                                        + " To and Contact.")
                        .optional())
                .with(Argument.output("result_pvar", "Takes what is wrong.").optional())
                .in(RouteKind.ROUTE, RouteKind.ONREPLY_ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.BRANCH_ROUTE)
                .returns(1, "it is")
                .returns(-2, "a header field cannot be read")
                .returns(-3, "there is no Call-ID")
                .returns(-4, "there is no Content-Length, and the transport needs it")
                .returns(-5, "Content-Length is not the length of the body")
                .returns(-6, "the session description cannot be read")
                .returns(-7, "there is no CSeq")
                .returns(-8, "there is no From")
                .returns(-9, "there is no To")
                .returns(-10, "there is no Via")
                .returns(-11, "the Request-URI cannot be read")
                .returns(-12, "the host of the Request-URI is none")
                .returns(-13, "there is no Max-Forwards")
                .returns(-14, "there is no Contact where one is needed")
                .returns(-15, "there is a Path, but the request is no REGISTER")
                .returns(-16, "a 405 has no Allow")
                .returns(-17, "a 423 has no Min-Expires")
                .returns(-18, "a 407 has no Proxy-Authenticate")
                .returns(-19, "a 420 has no Unsupported")
                .returns(-20, "a 401 has no WWW-Authenticate")
                .returns(-21, "there is a body without Content-Type")
                .returns(-22, "To cannot be read")
                .returns(-23, "the host in To is none")
                .returns(-24, "From cannot be read")
                .returns(-25, "the host in From is none")
                .returns(-26, "Contact cannot be read")
                .returns(-27, "the user of the Request-URI is none")
                .returns(-28, "the user in From is none")
                .returns(-29, "the user in To is none")
                .returns(-30, "Contact is `*`, which is not allowed here")
                .example("if (!sipmsg_validate(\"sh\", $var(reason))) { exit; }")
                .does((context, flags, reason) -> {
                    Validation.Result result = new Validation(context, flags == null ? "" : flags).result();
                    if (reason != null && result.code() < 0) {
                        reason.set(result.reason());
                    }
                    return result.code();
                });
    }

    private static void replies(ModuleBuilder module) {
        module.function("append_body_to_reply", "Sets the body of all replies that are sent from now on.")
                .with(Argument.text("txt", "The body; its Content-Type is the matter of append_to_reply."))
                .in(Routes.withAnswer())
                .returns(1, "replies get it")
                .example("append_body_to_reply($var(sdp));")
                .does((context, text) -> {
                    context.replyBody(new ReplyBody(null, text));
                    return 1;
                });
        ReplyStatus.define(module);
    }

    private static void values(ModuleBuilder module) {
        module.function("get_glob_headers_values", "Gives names and values of all header fields that fit a pattern.")
                .with(Argument.text("hdr_name_glob", "The pattern for the name."))
                .with(Argument.output("hdr_names_avp", "Takes the names."))
                .with(Argument.output("hdr_vals_avp", "Takes the values."))
                .in(Routes.withMessage())
                .returns(1, "there is at least one")
                .returns(-1, "there is none")
                .example("get_glob_headers_values(\"X-*\", $avp(names), $avp(values));")
                .does((context, pattern, names, values) -> {
                    Glob glob = new Glob(pattern);
                    int found = -1;
                    for (HeaderField field : context.message().fields()) {
                        if (glob.matches(field.name())) {
                            names.set(field.name());
                            values.set(field.value());
                            found = 1;
                        }
                    }
                    return found;
                });
        module.function("sip_to_json", "Gives the message as JSON: first_line, headers and body.")
                .with(Argument.output("out_var", "Takes the text."))
                .in(Routes.withMessage())
                .returns(1, "done")
                .example("sip_to_json($var(json));")
                .does((context, out) -> {
                    out.set(JsonText.of(json(context.message())));
                    return 1;
                });
    }

    private static Map<String, @Nullable Object> json(SipMessage message) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        Map<String, List<Object>> lists = new LinkedHashMap<>();
        for (HeaderField field : message.fields()) {
            lists.computeIfAbsent(field.name(), name -> {
                        List<Object> list = new ArrayList<>();
                        headers.put(name, list);
                        return list;
                    })
                    .add(field.value());
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("first_line", message.toString());
        json.put("headers", headers);
        if (message.bodyLength() > 0) {
            json.put("body", Octets.text(message.body()));
        }
        return json;
    }
}
