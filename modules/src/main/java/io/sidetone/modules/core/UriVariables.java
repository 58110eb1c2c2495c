package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `$ru`, `$ou`, `$du` and their parts: where a request goes, where it was to go when it came, and the next hop.
/// Thread-safe: keeps nothing.
final class UriVariables {

    private UriVariables() {}

    static void define(ModuleBuilder module) {
        requestUri(module);
        originalUri(module);
        destination(module);
    }

    private static void requestUri(ModuleBuilder module) {
        module.variable("ru", "The Request-URI; null for a response.")
                .or("ruri")
                .writes((context, value) -> context.uri(UriEdit.of(value)))
                .reads(context -> text(requestUri(context)));
        module.variable("rU", "The user of the Request-URI.")
                .or("ruri.user")
                .writes(edit(UriEdit::withUser))
                .reads(part(UriVariables::requestUri, UriEdit::user));
        module.variable("rd", "The host of the Request-URI.")
                .or("ruri.domain")
                .writes(edit(UriEdit::withHost))
                .reads(part(UriVariables::requestUri, UriEdit::host));
        module.variable("rp", "The port of the Request-URI, or the one that is meant where none is written.")
                .type(Type.INTEGER)
                .writes(edit(UriEdit::withPort))
                .reads(part(UriVariables::requestUri, UriEdit::port));
        module.variable("rP", "The transport of the Request-URI, or the one that is meant where none is written.")
                .reads(part(UriVariables::requestUri, UriEdit::transport));
    }

    private static void originalUri(ModuleBuilder module) {
        module.variable("ou", "The Request-URI as it came; null for a response.")
                .or("ouri")
                .reads(context -> text(originalUri(context)));
        module.variable("oU", "The user of the Request-URI as it came.")
                .reads(part(UriVariables::originalUri, UriEdit::user));
        module.variable("od", "The host of the Request-URI as it came.")
                .reads(part(UriVariables::originalUri, UriEdit::host));
        module.variable("op", "The port of the Request-URI as it came.")
                .type(Type.INTEGER)
                .reads(part(UriVariables::originalUri, UriEdit::port));
        module.variable("oP", "The transport of the Request-URI as it came.")
                .reads(part(UriVariables::originalUri, UriEdit::transport));
    }

    private static void destination(ModuleBuilder module) {
        module.variable("du", "Where the request is sent in place of its Request-URI; null for nowhere else.")
                .or("duri")
                .writes((context, value) -> context.main().destination(value == null ? null : UriEdit.sip(value)))
                .reads(context -> text(destination(context)));
        module.variable("dd", "The host of `$du`.")
                .writes((context, value) -> {
                    Uri before = destination(context);
                    Uri uri = before == null ? SipUri.of(null, UriEdit.host("invalid"), -1) : before;
                    context.main().destination(UriEdit.withHost(uri, value));
                })
                .reads(part(UriVariables::destination, UriEdit::host));
        module.variable("dp", "The port of `$du`, or the one that is meant where none is written.")
                .type(Type.INTEGER)
                .writes((context, value) -> {
                    Uri before = destination(context);
                    if (before == null) {
                        throw new ScriptError("there is no $du that could get a port");
                    }
                    context.main().destination(UriEdit.withPort(before, value));
                })
                .reads(part(UriVariables::destination, UriEdit::port));
        module.variable("dP", "The transport of `$du`, or the one that is meant where none is written.")
                .reads(part(UriVariables::destination, UriEdit::transport));
    }

    private static BiConsumer<RoutingContext, @Nullable Object> edit(BiFunction<Uri, @Nullable Object, Uri> change) {
        return (context, value) -> context.uri(change.apply(context.request().uri(), value));
    }

    private static Function<RoutingContext, @Nullable Object> part(
            Function<RoutingContext, @Nullable Uri> whole, Function<Uri, ? extends @Nullable Object> part) {
        return context -> {
            Uri uri = whole.apply(context);
            return uri == null ? null : part.apply(uri);
        };
    }

    static @Nullable String text(@Nullable Uri uri) {
        return uri == null ? null : uri.toString();
    }

    static @Nullable Uri requestUri(RoutingContext context) {
        return context.message() instanceof SipRequest request ? request.uri() : null;
    }

    /// What the peer has sent; of a request of our own what it is now.
    static @Nullable Uri originalUri(RoutingContext context) {
        return context.received() instanceof SipRequest request ? request.uri() : null;
    }

    /// Where the request goes in place of its Request-URI, whoever has said so.
    static @Nullable Uri destination(RoutingContext context) {
        Uri given = context.main().destination();
        if (given != null || !context.isRequest()) {
            return given;
        }
        if (!context.main().path().isEmpty()) {
            return context.main().path().getFirst().uri();
        }
        NameAddress route = context.isLooselyRouted() ? context.message().first(Headers.ROUTE) : null;
        return route == null ? null : route.uri();
    }
}
