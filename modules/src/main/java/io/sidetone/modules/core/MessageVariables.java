package io.sidetone.modules.core;

import io.sidetone.script.value.Type;
import io.sidetone.server.context.RouteFailure;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a message is, and the fields that every message has. Thread-safe.
final class MessageVariables {

    /// Where the number of a message is kept.
    private static final String NUMBER = "core.number";

    private final AtomicLong numbers = new AtomicLong();

    void define(ModuleBuilder module) {
        firstLine(module);
        fields(module);
        whole(module);
        failure(module);
    }

    private static void firstLine(ModuleBuilder module) {
        module.variable("rm", "The method of a request; of a response the one of its CSeq.")
                .reads(context -> {
                    CSeq cseq = context.message().cseq();
                    return context.message() instanceof SipRequest request
                            ? request.method().name()
                            : cseq == null ? null : cseq.method().name();
                });
        module.variable("rs", "The status code of a response; null for a request.")
                .type(Type.INTEGER)
                .reads(context ->
                        context.message() instanceof SipResponse response ? (long) response.statusCode() : null);
        module.variable("rr", "The reason phrase of a response; null for a request.")
                .reads(context -> context.message() instanceof SipResponse response ? response.phrase() : null);
        module.variable("msg.is_request", "Whether the message is a request: 1 or 0.")
                .type(Type.INTEGER)
                .reads(context -> context.isRequest() ? 1L : 0L);
        module.variable("msg.type", "`request` or `reply`.")
                .reads(context -> context.isRequest() ? "request" : "reply");
    }

    private static void fields(ModuleBuilder module) {
        module.variable("ci", "The Call-ID.").reads(field(HeaderName.CALL_ID));
        module.variable("cl", "The Content-Length; null if the message does not say it.")
                .type(Type.INTEGER)
                .reads(context -> {
                    Integer length = context.message().first(Headers.CONTENT_LENGTH);
                    return length == null ? null : (Long) length.longValue();
                });
        module.variable("cs", "The number of the CSeq.").type(Type.INTEGER).reads(context -> {
            CSeq cseq = context.message().cseq();
            return cseq == null ? null : (Long) cseq.number();
        });
        module.variable("ua", "The User-Agent.").reads(field(HeaderName.USER_AGENT));
        module.variable("path", "The way that goes on top of the Route of the first target: that of a binding.")
                .writes((context, value) -> context.main().path(MessageBranches.path(value)))
                .reads(context -> MessageBranches.path(context.main()));
    }

    private void whole(ModuleBuilder module) {
        module.variable("mb", "The message as it would be sent now, but for what only the socket knows.")
                .reads(context -> {
                    byte[] octets = octets(context);
                    return Text.decode(octets, 0, octets.length);
                });
        module.variable("ml", "How many octets the message has.")
                .type(Type.INTEGER)
                .reads(context -> (long) octets(context).length);
        module.variable("mi", "The number of the message, which no other one of this server has.")
                .type(Type.INTEGER)
                .reads(this::number);
    }

    private static void failure(ModuleBuilder module) {
        module.variable("err.class", "What an error_route is about: 1 for the script, 2 for the message.")
                .type(Type.INTEGER)
                .reads(failure(failure -> (long) failure.kind()));
        module.variable("err.level", "How bad the error is, 1 being worst.")
                .type(Type.INTEGER)
                .reads(failure(failure -> (long) failure.level()));
        module.variable("err.info", "What is wrong.").reads(failure(RouteFailure::info));
        module.variable("err.rcode", "The status code that would be answered.")
                .type(Type.INTEGER)
                .reads(failure(failure -> (long) failure.statusCode()));
        module.variable("err.rreason", "The reason phrase that would be answered.")
                .reads(failure(RouteFailure::phrase));
    }

    private static Function<RoutingContext, @Nullable Object> failure(Function<RouteFailure, Object> part) {
        return context -> {
            RouteFailure failure = context.failure();
            return failure == null ? null : part.apply(failure);
        };
    }

    private static Function<RoutingContext, @Nullable Object> field(HeaderName name) {
        return context -> {
            HeaderField field = context.message().field(name);
            return field == null ? null : field.value();
        };
    }

    private static byte[] octets(RoutingContext context) {
        return MessageWriter.draft(context.message());
    }

    /// All blocks of a request see one number, and each response has its own.
    private Long number(RoutingContext context) {
        boolean request = context.isRequest();
        Object known = request ? context.transaction().note(NUMBER) : context.note(NUMBER);
        if (known instanceof Long number) {
            return number;
        }
        Long number = numbers.incrementAndGet();
        if (request) {
            context.transaction().note(NUMBER, number);
        } else {
            context.note(NUMBER, number);
        }
        return number;
    }
}
