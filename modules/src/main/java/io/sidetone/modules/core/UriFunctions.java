package io.sidetone.modules.core;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Functions that edit the Request-URI and say where the request goes. Thread-safe: keeps nothing.
final class UriFunctions {

    private static final String DONE = "done";

    /// Older names, of Kamailio's scripts.
    private static final Map<String, String> SHORT = Map.of(
            "sethost", "seth",
            "sethostport", "sethp",
            "setport", "setp",
            "setuser", "setu",
            "setuserpass", "setup");

    private UriFunctions() {}

    static void define(ModuleBuilder module) {
        parts(module);
        users(module);
        destination(module);
        others(module);
    }

    private static void parts(ModuleBuilder module) {
        edit(
                module,
                "seturi",
                "rewriteuri",
                "Sets the Request-URI.",
                "sip:bob@example.org",
                (_, text) -> UriEdit.of(text));
        edit(module, "sethost", "rewritehost", "Sets the host of the Request-URI.", "192.0.2.1", UriEdit::withHost);
        edit(
                module,
                "sethostport",
                "rewritehostport",
                "Sets host and port of the Request-URI; without a port there is none then.",
                "192.0.2.1:5080",
                UriEdit::withHostAndPort);
        edit(
                module,
                "setport",
                "rewriteport",
                "Sets the port of the Request-URI; `0` for none.",
                "5080",
                (uri, text) -> UriEdit.withPort(uri, text));
        edit(module, "setuser", "rewriteuser", "Sets the user of the Request-URI.", "bob", UriEdit::withUser);
        edit(
                module,
                "setuserpass",
                "rewriteuserpass",
                "Sets the password of the Request-URI, if it has a user.",
                "secret",
                UriEdit::withPassword);
    }

    private static void edit(
            ModuleBuilder module,
            String name,
            String alias,
            String summary,
            String example,
            BiFunction<Uri, String, Uri> change) {
        module.function(name, summary)
                .or(alias)
                .or(SHORT.getOrDefault(name, alias))
                .with(Argument.text("text", "What is set."))
                .edits()
                .returns(1, DONE)
                .example(name + "(\"" + example + "\");")
                .does((context, text) -> {
                    context.uri(change.apply(context.request().uri(), text));
                    return 1;
                });
    }

    private static void users(ModuleBuilder module) {
        module.function("prefix", "Puts a text in front of the user of the Request-URI.")
                .with(Argument.text("text", "What is put there."))
                .edits()
                .returns(1, DONE)
                .example("prefix(\"00\");")
                .does((context, text) -> user(context, (user, _) -> text + user, 0));
        module.function("strip", "Takes the first characters of the user of the Request-URI away.")
                .with(Argument.integer("count", "How many; all of them if there are fewer.")
                        .between(0, Written.LONGEST))
                .edits()
                .returns(1, DONE)
                .example("strip(2);")
                .does((context, count) ->
                        user(context, (user, many) -> user.substring(Math.min(many, user.length())), count));
        module.function("strip_tail", "Takes the last characters of the user of the Request-URI away.")
                .with(Argument.integer("count", "How many; all of them if there are fewer.")
                        .between(0, Written.LONGEST))
                .edits()
                .returns(1, DONE)
                .example("strip_tail(2);")
                .does((context, count) ->
                        user(context, (user, many) -> user.substring(0, Math.max(0, user.length() - many)), count));
    }

    private static int user(RoutingContext context, BiFunction<String, Integer, String> change, long count) {
        Uri uri = context.request().uri();
        String user = UriEdit.user(uri);
        String changed = change.apply(user == null ? "" : user, (int) count);
        if (changed.isEmpty() && uri instanceof TelUri) {
            throw new ScriptError("a tel URI needs a number");
        }
        context.uri(UriEdit.withUser(uri, changed));
        return 1;
    }

    private static void destination(ModuleBuilder module) {
        module.function("setdsturi", "Says where the request is sent in place of its Request-URI: sets `$du`.")
                .with(Argument.text("uri", "A SIP URI."))
                .returns(1, DONE)
                .example("setdsturi(\"sip:192.0.2.1:5080;transport=tcp\");")
                .does((context, uri) -> {
                    context.main().destination(UriEdit.sip(uri));
                    return 1;
                });
        module.function("resetdsturi", "Lets the request go to its Request-URI again: clears `$du`.")
                .returns(1, DONE)
                .example("resetdsturi();")
                .does(context -> {
                    context.main().destination(null);
                    return 1;
                });
        module.function("isdsturiset", "Whether the request goes somewhere else than its Request-URI says.")
                .returns(1, "`$du` is set")
                .returns(-1, "it is not")
                .example("if (isdsturiset()) xlog(\"to $du\");")
                .does(context -> UriVariables.destination(context) == null ? -1 : 1);
        module.function("revert_uri", "Sets the Request-URI to what it was when the request came.")
                .edits()
                .returns(1, DONE)
                .example("revert_uri();")
                .does(context -> {
                    Uri uri = UriVariables.originalUri(context);
                    if (uri == null) {
                        throw new ScriptError("the message is no request");
                    }
                    context.uri(uri);
                    return 1;
                });
    }

    private static void others(ModuleBuilder module) {
        module.function("is_myself", "Whether a URI, or an address with or without a port, is one of ours.")
                .in(Dialect.KAMAILIO)
                .with(Argument.text("uri", "A URI, `host`, `host:port` or `transport:host:port`."))
                .returns(1, "it is ours")
                .returns(-1, "it is somebody else's")
                .example("if (is_myself($ru)) xlog(\"for us\");")
                .does((context, text) -> isMyself(context, text));
        module.function("is_myself", "Whether a host is one of ours: a socket, an alias or a domain.")
                .in(Dialect.NATIVE)
                .with(Argument.text("host", "A name or an address."))
                .with(Argument.integer("port", "Its port; 0, or nothing, for the usual one or any.")
                        .between(0, 65_535)
                        .optional())
                .returns(1, "it is ours")
                .returns(-1, "it is somebody else's")
                .example("if (is_myself($rd, $rp)) xlog(\"for us\");")
                .does(UriFunctions::isMyself);
        module.function("construct_uri", "Puts a URI together and checks it.")
                .with(Argument.text("scheme", "`sip`, or `sips`."))
                .with(Argument.text("user", "The user; none if left out or empty.")
                        .optional())
                .with(Argument.text("host", "A name or an address."))
                .with(Argument.text("port", "The port; none if left out or empty.")
                        .optional())
                .with(Argument.text("parameters", "What follows a semicolon; nothing if left out or empty.")
                        .optional())
                .with(Argument.output("result", "Takes the URI."))
                .returns(1, DONE)
                .example("construct_uri(\"sip\", \"bob\", \"example.org\", \"5080\", \"transport=tcp\", $var(uri));")
                .does((_, scheme, user, host, port, parameters, result) -> {
                    String text = scheme + ":" + before(user, "@") + host + after(":", port) + after(";", parameters);
                    result.set(UriEdit.of(text).toString());
                    return 1;
                });
    }

    private static String before(@Nullable String text, String separator) {
        return text == null || text.isEmpty() ? "" : text + separator;
    }

    private static String after(String separator, @Nullable String text) {
        return text == null || text.isEmpty() ? "" : separator + text;
    }

    /// What is no URI and no address is nobody's. One without a port has the usual one.
    private static int isMyself(RoutingContext context, String text) {
        try {
            SipUri uri = text.isBlank() ? null : SendFunctions.place(text.strip());
            if (uri == null) {
                return -1;
            }
            SipUri place = SipUri.of(null, uri.host(), uri.port());
            return context.core().myself().isMyself(place) ? 1 : -1;
        } catch (ScriptError _) {
            return -1;
        }
    }

    /// Without a port those of our sockets count, too: an address is ours whatever its port.
    private static int isMyself(RoutingContext context, String host, @Nullable Long port) {
        SipUri uri = SipUri.of(null, UriEdit.host(host), -1);
        if (port != null && port > 0) {
            return context.core().myself().isMyself(uri.withPort(port.intValue())) ? 1 : -1;
        }
        boolean ours = context.core().myself().isMyself(uri)
                || context.core().layer().transport().listeners().stream()
                        .map(listener -> listener.local().getPort())
                        .distinct()
                        .anyMatch(each -> context.core().myself().isMyself(uri.withPort(each)));
        return ours ? 1 : -1;
    }
}
