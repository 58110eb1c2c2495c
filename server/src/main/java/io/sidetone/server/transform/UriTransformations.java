package io.sidetone.server.transform;

import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.transform.Structure;
import io.sidetone.script.value.Type;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `{uri.*}`: the parts of a URI, as they are written. A `tel` URI has its number as user, and no host.
final class UriTransformations {

    static final Structure<Uri> URI = new Structure<>(UriTransformations::read);

    private static final String WHOLE = "\"sip:alice:pw@server.com:5070;transport=tcp;line=xyz?Subject=x\"";

    private UriTransformations() {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        List<TransformationDefinition> rows = new ArrayList<>();
        Parameter name = Parameter.of("name", STRING, "Its name, in any case.");
        rows.addAll(part("uri.user", "The user.", "{uri.user} -> \"alice\"", (uri, _) -> user(uri)));
        rows.addAll(URI.part(
                row("uri.host", Type.STRING, "The host.", WHOLE + "{uri.host} -> \"server.com\"")
                        .or("uri.domain"),
                (uri, _) -> uri instanceof SipUri sip ? sip.host().text() : null));
        rows.addAll(part(
                "uri.passwd",
                "The password.",
                "{uri.passwd} -> \"pw\"",
                (uri, _) -> uri instanceof SipUri sip ? sip.rawPassword() : null));
        rows.addAll(URI.part(
                row("uri.port", Type.INTEGER, "The port.", WHOLE + "{uri.port} -> 5070"),
                (uri, _) -> uri instanceof SipUri sip && sip.port() >= 0 ? (Object) (long) sip.port() : null));
        rows.addAll(part(
                "uri.params",
                "All parameters.",
                "{uri.params} -> \"transport=tcp;line=xyz\"",
                (uri, _) -> nothingIsNull(between(uri, ';', '?'))));
        rows.addAll(URI.part(
                row(
                                "uri.param",
                                Type.STRING,
                                "The value of a parameter; empty if it has none.",
                                WHOLE + "{uri.param,line} -> \"xyz\"")
                        .taking(name),
                (uri, arguments) -> parameter(uri, arguments.text(0))));
        rows.addAll(part(
                "uri.headers",
                "All headers.",
                "{uri.headers} -> \"Subject=x\"",
                (uri, _) -> nothingIsNull(between(uri, '?', '\0'))));
        rows.addAll(valueOf("uri.transport", "transport", "tcp"));
        rows.addAll(valueOf("uri.ttl", "ttl", "15"));
        rows.addAll(valueOf("uri.uparam", "user", "phone"));
        rows.addAll(valueOf("uri.maddr", "maddr", "192.0.2.1"));
        rows.addAll(valueOf("uri.method", "method", "INVITE"));
        rows.addAll(valueOf("uri.lr", "lr", "on"));
        rows.addAll(valueOf("uri.r2", "r2", "on"));
        rows.add(URI.whole(
                row("uri.schema", Type.STRING, "The scheme.", WHOLE + "{uri.schema} -> \"sip\"")
                        .or("uri.scheme"),
                (uri, _) -> scheme(uri)));
        rows.add(ofKamailio(
                "uri.tosocket",
                "As `transport:host:port`; empty if it is no SIP URI.",
                "{uri.tosocket} -> \"tcp:server.com:5070\"",
                (uri, _) -> uri instanceof SipUri sip ? socket(sip) : ""));
        rows.add(ofKamailio(
                "uri.duri",
                "Scheme, host, port and transport alone.",
                "{uri.duri} -> \"sip:server.com:5070;transport=tcp\"",
                (uri, _) -> simple(uri, false, true)));
        rows.add(ofKamailio(
                "uri.saor",
                "Scheme, user and host alone.",
                "{uri.saor} -> \"sip:alice@server.com\"",
                (uri, _) -> simple(uri, true, false)));
        rows.add(ofKamailio(
                "uri.suri",
                "Scheme, user, host, port and transport alone.",
                "{uri.suri} -> \"sip:alice@server.com:5070;transport=tcp\"",
                (uri, _) -> simple(uri, true, true)));
        rows.add(ofKamailio(
                        "uri.rmparam",
                        "Without a parameter.",
                        "{uri.rmparam,line} -> \"sip:alice:pw@server.com:5070;transport=tcp?Subject=x\"",
                        (uri, arguments) -> uri instanceof SipUri sip
                                ? sip.withoutParameter(arguments.text(0)).toString()
                                : uri.toString())
                .taking(name));
        return rows;
    }

    private static TransformationDefinition row(String name, Type result, String description, String example) {
        return TransformationDefinition.of(name, result, (_, _) -> null, description, example);
    }

    private static List<TransformationDefinition> part(
            String name, String description, String example, Structure.Part<Uri> part) {
        return URI.part(row(name, Type.STRING, description, WHOLE + example), part);
    }

    private static TransformationDefinition ofKamailio(
            String name, String description, String example, Structure.Part<Uri> part) {
        return URI.whole(row(name, Type.STRING, description, WHOLE + example).of(Family.KAMAILIO), part);
    }

    private static List<TransformationDefinition> valueOf(String name, String parameter, String example) {
        String uri = "\"sip:server.com;" + parameter + "=" + example + "\"{" + name + "} -> \"" + example + "\"";
        return URI.part(
                row(name, Type.STRING, "The value of the parameter `" + parameter + "`.", uri),
                (whole, _) -> nothingIsNull(parameter(whole, parameter)));
    }

    /// A semicolon with nothing behind it does no harm.
    private static @Nullable Uri read(String text) {
        try {
            return Uri.parse(text.length() > 4 && text.endsWith(";") ? text.substring(0, text.length() - 1) : text);
        } catch (SyntaxException _) {
            return null;
        }
    }

    static @Nullable String user(Uri uri) {
        return switch (uri) {
            case SipUri sip -> sip.rawUser();
            case TelUri tel -> tel.number();
            default -> null;
        };
    }

    private static @Nullable String parameter(Uri uri, String name) {
        Parameters parameters = switch (uri) {
            case SipUri sip -> sip.parameters();
            case TelUri tel -> tel.parameters();
            default -> Parameters.NONE;
        };
        int index = parameters.indexOf(name);
        String value = index < 0 ? null : parameters.rawValue(index);
        return index >= 0 && value == null ? "" : value;
    }

    private static @Nullable String nothingIsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String scheme(Uri uri) {
        String text = uri.toString();
        return text.substring(0, text.indexOf(':'));
    }

    /// What stands behind one character and before another one, both behind the user.
    private static @Nullable String between(Uri uri, char from, char to) {
        String text = uri.toString();
        int start = text.indexOf(from, text.indexOf('@') + 1);
        int end = text.indexOf(to, start + 1);
        return start < 0 ? null : text.substring(start + 1, end < 0 ? text.length() : end);
    }

    private static String socket(SipUri uri) {
        String transport = parameter(uri, "transport");
        String known = transport == null || transport.isEmpty() ? (uri.isSecure() ? "tls" : "udp") : transport;
        return known.toLowerCase(Locale.ROOT) + ":" + uri.host().text() + ":" + (uri.port() > 0 ? uri.port() : 5060);
    }

    private static String simple(Uri uri, boolean user, boolean way) {
        String known = user(uri);
        StringBuilder out = new StringBuilder(scheme(uri)).append(':').append(user && known != null ? known : "");
        if (!(uri instanceof SipUri sip)) {
            return out.toString();
        }
        out.append(user && known != null ? "@" : "").append(sip.host().text());
        String transport = parameter(sip, "transport");
        if (way && sip.port() >= 0) {
            out.append(':').append(sip.port());
        }
        if (way && transport != null && !transport.isEmpty()) {
            out.append(";transport=").append(transport);
        }
        return out.toString();
    }
}
