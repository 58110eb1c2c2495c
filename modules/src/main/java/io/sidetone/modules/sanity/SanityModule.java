package io.sidetone.modules.sanity;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks of messages that cost more than what the server checks of each of them. Thread-safe.
public final class SanityModule implements Module {

    private static final String FOUND = "sanity.found";

    private final Map<String, ModuleParameter<Long>> sizes = new LinkedHashMap<>();
    private @Nullable ModuleParameter<Long> checks;
    private @Nullable ModuleParameter<Long> uris;
    private @Nullable ModuleParameter<String> extensions;
    private @Nullable ModuleParameter<Boolean> drops;
    private @Nullable ModuleParameter<Boolean> silent;
    private @Nullable ModuleParameter<Boolean> measures;

    @Override
    public void define(ModuleBuilder module) {
        module.name("sanity", "Checks whether messages are sane enough to be handled.");
        parameters(module);
        module.function("sanity_check", "Checks the message, and answers a request that does not pass.")
                .with(Argument.integer(
                                "msg_checks",
                                "The sum of the checks that are made: 1 version, 2 scheme of the"
                                        + " Request-URI, 4 required fields, 32 method in CSeq, 64 number in CSeq, 128"
                                        + " Content-Length, 256 Expires, 512 Proxy-Require, 1024 URIs, 2048 "
                                        + "credentials, 4096"
                                        + " tags, 8192 Authorization, 16384 top Via, 32768 branch and lr, "
                                        + "65536 sizes.")
                        .between(0, (1 << 17) - 1)
                        .optional())
                .with(Argument.integer(
                                "uri_checks",
                                "The sum of the URIs that are checked: 1 Request-URI, 2 From, 4 To, 8 Contact.")
                        .between(0, 15)
                        .optional())
                .in(RouteKind.ROUTE, RouteKind.ONREPLY_ROUTE)
                .returns(1, "the message is sane")
                .returns(0, "it is not, and `autodrop` is on: the script ends")
                .returns(-1, "it is not")
                .example("if (!sanity_check(17895, 7)) { exit; }")
                .does(this::check);
        module.function("sanity_reply", "Answers the request as the last check wants it, where `noreply` is on.")
                .in(RouteKind.ROUTE)
                .returns(1, "it was answered")
                .returns(-1, "there is nothing to say, or it was answered already")
                .example("sanity_reply();")
                .does(context -> context.note(FOUND) instanceof Refusal refusal && answer(context, refusal) ? 1 : -1);
    }

    private void parameters(ModuleBuilder module) {
        checks = module.integer("default_checks", 3047, "The checks that are made where a script says nothing.")
                .between(0, (1 << 17) - 1)
                .changeable();
        uris = module.integer("uri_checks", 7, "The URIs that are checked where a script says nothing.")
                .between(0, 15)
                .changeable();
        extensions = module.text("proxy_require", "", "The extensions that this proxy supports, with commas between.")
                .changeable();
        drops = module.flag("autodrop", true, "Ends the script if a check fails.")
                .changeable();
        silent = module.flag("noreply", false, "Leaves the answer to the script.")
                .changeable();
        measures = module.flag("size_checks", false, "Checks sizes whatever the sum of the checks is.")
                .changeable();
        size(module, "message", 16_384);
        size(module, "headers", 8_192);
        size(module, "body", 8_192);
        size(module, "header", 2_048);
        size(module, "method", 32);
        for (String each : List.of("ruri", "from_uri", "to_uri", "contact_uri", "route_uri", "path_uri", "pai_uri")) {
            size(module, each, 256);
        }
    }

    private void size(ModuleBuilder module, String of, long usual) {
        sizes.put(
                of,
                module.integer("size_" + of, usual, "The most octets of this part of a message; 0 for any number.")
                        .between(0, 1 << 24)
                        .changeable());
    }

    private int check(RoutingContext context, @Nullable Long wanted, @Nullable Long wantedUris) {
        long mask = wanted == null ? Objects.requireNonNull(checks).value() : wanted;
        if (Objects.requireNonNull(measures).value()) {
            mask |= Checks.SIZES;
        }
        long uriMask = wantedUris == null ? Objects.requireNonNull(uris).value() : wantedUris;
        List<String> supported = Arrays.stream(
                        Objects.requireNonNull(extensions).value().split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        Refusal refusal = new Checks(context.message(), mask, uriMask, supported, this::limit).refusal();
        if (refusal == null) {
            return 1;
        }
        context.note(FOUND, refusal);
        if (!Objects.requireNonNull(silent).value() && context.kind() == RouteKind.ROUTE) {
            answer(context, refusal);
        }
        return Objects.requireNonNull(drops).value() ? 0 : -1;
    }

    private long limit(String of) {
        return Objects.requireNonNull(sizes.get(of)).value();
    }

    private static boolean answer(RoutingContext context, Refusal refusal) {
        if (!(context.message() instanceof SipRequest request)
                || request.method().equals(Method.ACK)) {
            return false;
        }
        SipResponse.Builder answer = context.answer(refusal.statusCode(), refusal.phrase());
        if (refusal.field() != null) {
            answer.set(refusal.field().text(), refusal.value());
        }
        return context.transaction().reply(answer.build());
    }
}
