package io.sidetone.modules.siputils;

import io.sidetone.modules.messages.RequestUriFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Functions for URIs. Thread-safe: only functions.
final class UriFunctions {

    private static final String TEL = "tel:";

    private UriFunctions() {}

    static void define(ModuleBuilder module) {
        parameters(module);
        comparisons(module);
        telephone(module, "tel2sip", 2);
        telephone(module, "tel2sip2", 1);
        setting(module);
    }

    private static @Nullable SipUri uri(RoutingContext context) {
        return context.request().uri() instanceof SipUri uri ? uri : null;
    }

    private static void parameters(ModuleBuilder module) {
        RequestUriFunctions.parameters(module, "uri_param", "add_uri_param", "uri_param_rm");
        module.function("uri_param_any", "Whether the Request-URI has a parameter.")
                .with(Argument.text("param", "Its name."))
                .in(Routes.withRequest())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (uri_param_any(\"user\")) { exit; }")
                .does((context, name) -> {
                    SipUri uri = uri(context);
                    return uri != null && uri.hasParameter(name) ? 1 : -1;
                });
        module.function("get_uri_param", "Gives the value of a parameter of the Request-URI.")
                .with(Argument.text("name", "Its name."))
                .with(Argument.output("var", "Takes the value."))
                .in(Routes.withRequest())
                .returns(1, "it has one")
                .returns(-1, "there is none of that name")
                .example("get_uri_param(\"nat\", $var(nat));")
                .does((context, name, result) -> {
                    SipUri uri = uri(context);
                    if (uri == null || !uri.hasParameter(name)) {
                        return -1;
                    }
                    String value = uri.parameter(name);
                    result.set(value == null ? "" : value);
                    return 1;
                });
    }

    private static void comparisons(ModuleBuilder module) {
        comparing(module, "cmp_uri", "Whether two URIs mean the same.", Uri::matches);
        comparing(
                module,
                "cmp_aor",
                "Whether two URIs mean the same user.",
                (one, other) -> one instanceof SipUri first
                        && other instanceof SipUri second
                        && first.addressOfRecord().equals(second.addressOfRecord()));
        module.function("is_uri", "Whether a text is a URI.")
                .with(Argument.text("text", "The text."))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_uri($var(x))) { exit; }")
                .does((_, text) -> parse(text) == null ? -1 : 1);
        module.function("is_gruu", "Whether a URI, or the Request-URI, is a GRUU.")
                .with(Argument.text("uri", "The URI.").optional())
                .in(Routes.withMessage())
                .returns(1, "it is a public one, with a value")
                .returns(2, "it is a temporary one, without a value")
                .returns(-1, "it is none")
                .example("if (is_gruu()) { exit; }")
                .does((context, text) -> {
                    Uri uri = text == null ? context.request().uri() : parse(text);
                    if (!(uri instanceof SipUri sip) || !sip.hasParameter("gr")) {
                        return -1;
                    }
                    String value = sip.parameter("gr");
                    return value == null || value.isEmpty() ? 2 : 1;
                });
    }

    private static void comparing(ModuleBuilder module, String name, String summary, BiPredicate<Uri, Uri> same) {
        module.function(name, summary)
                .with(Argument.text("str1", "The one."))
                .with(Argument.text("str2", "The other; `sip:` may be missing in both."))
                .returns(1, "they do")
                .returns(-1, "they do not, or one is no URI")
                .example("if (" + name + "($ru, \"sip:bob@example.org\")) { exit; }")
                .does((_, one, other) -> {
                    Uri first = complete(one);
                    Uri second = complete(other);
                    return first != null && second != null && same.test(first, second) ? 1 : -1;
                });
    }

    private static @Nullable Uri complete(String text) {
        Uri whole = parse(text);
        return whole instanceof SipUri || whole instanceof TelUri ? whole : parse("sip:" + text);
    }

    private static @Nullable Uri parse(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException _) {
            return null;
        }
    }

    private static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (SyntaxException _) {
            throw new ScriptError("'" + text + "' is no host");
        }
    }

    private static void telephone(ModuleBuilder module, String name, int nothing) {
        module.function(name, "Makes a SIP URI of a telephone number's.")
                .with(Argument.text("uri", "The number's URI."))
                .with(Argument.text("hostpart", "The host of the SIP URI."))
                .with(Argument.output("result", "Takes the SIP URI."))
                .in(Routes.withMessage())
                .returns(1, "it was made")
                .returns(nothing, "the URI was no telephone number's, and nothing is to be done")
                .returns(-1, "that is no URI")
                .example(name + "($ru, $fd, $ru);")
                .does((_, text, domain, result) -> telToSip(text, domain, result, nothing));
    }

    private static int telToSip(String text, String domain, Output result, int nothing) {
        Uri uri = parse(text);
        if (!(uri instanceof TelUri number)) {
            return uri == null ? -1 : nothing;
        }
        Host host = host(domain);
        // Scripts compare users with numbers that have no visual separators.
        String parameters = text.substring(TEL.length() + number.number().length());
        result.set(
                parse(TEL + number.digits() + parameters) instanceof TelUri plain
                        ? plain.toSip(host).text()
                        : "");
        return 1;
    }

    private static void setting(ModuleBuilder module) {
        module.function("set_uri_user", "Sets the user of a SIP URI in a variable.")
                .with(Argument.output("uri", "The variable."))
                .with(Argument.text("user", "The user; empty for none."))
                .returns(1, "it was set")
                .returns(-1, "the variable has no SIP URI")
                .example("set_uri_user($var(uri), \"bob\");")
                .does((_, variable, user) -> change(variable, uri -> uri.withUser(user.isEmpty() ? null : user)));
        module.function("set_uri_host", "Sets the host of a SIP URI in a variable.")
                .with(Argument.output("uri", "The variable."))
                .with(Argument.text("host", "The host."))
                .returns(1, "it was set")
                .returns(-1, "the variable has no SIP URI")
                .example("set_uri_host($var(uri), \"example.org\");")
                .does((_, variable, name) -> {
                    Host host = host(name);
                    return change(variable, uri -> uri.withHost(host));
                });
    }

    private static int change(Output variable, UnaryOperator<SipUri> edit) {
        Object text = variable.get();
        if (text == null || !(parse(Values.text(text)) instanceof SipUri uri)) {
            return -1;
        }
        variable.set(edit.apply(uri).text());
        return 1;
    }
}
