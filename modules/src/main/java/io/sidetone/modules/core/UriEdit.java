package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.PercentEscape;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import org.jspecify.annotations.Nullable;

/// Parts of URIs as scripts read and write them. What a script writes is checked: nothing that it puts into one
/// part can end that part. Thread-safe: only functions.
final class UriEdit {

    private UriEdit() {}

    // ---- Reading

    /// The URI that a value is.
    static Uri of(@Nullable Object value) {
        String text = Written.text(value, "a URI");
        try {
            for (int i = 0; i < text.length(); i++) {
                if ("<>\" ".indexOf(text.charAt(i)) >= 0) {
                    throw new SyntaxException("character that no URI may hold", i);
                }
            }
            return Uri.parse(text);
        } catch (SyntaxException error) {
            throw new ScriptError("'" + Written.shown(text) + "' is no URI: " + error.getMessage());
        }
    }

    /// The `sip:` or `sips:` URI that a value is.
    static SipUri sip(@Nullable Object value) {
        if (of(value) instanceof SipUri uri) {
            return uri;
        }
        throw new ScriptError("'" + Written.shown(Values.text(value)) + "' is no SIP URI");
    }

    /// The user as written, the number of a `tel:` URI; null if there is none.
    static @Nullable String user(Uri uri) {
        return switch (uri) {
            case SipUri sip -> sip.rawUser();
            case TelUri tel -> tel.number();
            default -> null;
        };
    }

    /// The host as written; null if there is none.
    static @Nullable String host(Uri uri) {
        return uri instanceof SipUri sip ? sip.host().text() : null;
    }

    /// The port, or the one that is meant where none is written; null if the URI has no host.
    static @Nullable Long port(Uri uri) {
        if (!(uri instanceof SipUri sip)) {
            return null;
        }
        if (sip.port() >= 0) {
            return (long) sip.port();
        }
        String named = sip.parameter("transport");
        Transport transport = named == null ? null : Transport.of(named);
        boolean secured = sip.isSecure() && (transport == null || transport == Transport.TCP);
        return (long) (transport == null || secured ? sip.portOrDefault() : transport.defaultPort());
    }

    /// The transport, or the one that is meant where none is written; null if the URI has no host.
    static @Nullable String transport(Uri uri) {
        if (!(uri instanceof SipUri sip)) {
            return null;
        }
        String named = sip.parameter("transport");
        return named != null ? named : sip.isSecure() ? "tls" : "udp";
    }

    // ---- Writing

    /// Another user, or number of a `tel:` URI; null for none. Escapes stay, and what may not stand there is
    /// escaped.
    static Uri withUser(Uri uri, @Nullable Object user) {
        String text = user == null ? "" : Written.text(user, "a user");
        return switch (uri) {
            case SipUri sip -> sip.withUser(text.isEmpty() ? null : PercentEscape.unescape(text));
            case TelUri tel -> {
                String written = tel.toString();
                int rest = written.indexOf(';');
                yield of("tel:" + text + (rest < 0 ? "" : written.substring(rest)));
            }
            default -> throw refused(uri, "user");
        };
    }

    /// Another password; null for none.
    static Uri withPassword(Uri uri, @Nullable Object password) {
        String text = password == null ? "" : Written.text(password, "a password");
        SipUri sip = sipOrRefused(uri, "password");
        if (sip.rawUser() == null) {
            throw new ScriptError("a URI without a user has no password");
        }
        return sip.withPassword(text.isEmpty() ? null : PercentEscape.unescape(text));
    }

    /// Another host.
    static Uri withHost(Uri uri, @Nullable Object host) {
        return sipOrRefused(uri, "host").withHost(host(Written.text(host, "a host")));
    }

    /// Another host and port; without a port there is none.
    static Uri withHostAndPort(Uri uri, String hostAndPort) {
        int colon = hostAndPort.indexOf(':', Math.max(hostAndPort.indexOf(']'), 0));
        Uri other = withHost(uri, colon < 0 ? hostAndPort : hostAndPort.substring(0, colon));
        return withPort(other, colon < 0 ? null : hostAndPort.substring(colon + 1));
    }

    /// Another port; null, 0 or no text for none.
    static Uri withPort(Uri uri, @Nullable Object port) {
        SipUri sip = sipOrRefused(uri, "port");
        if (port == null || "".equals(port)) {
            return sip.withPort(-1);
        }
        Long number = Values.integer(port);
        if (number == null || number < 0 || number > 65_535) {
            throw new ScriptError("'" + Written.shown(Values.text(port)) + "' is no port");
        }
        return sip.withPort(number == 0 ? -1 : number.intValue());
    }

    /// The host that a text is; an IPv6 address needs no brackets.
    static Host host(String text) {
        try {
            return Host.parseParameter(text);
        } catch (SyntaxException _) {
            throw new ScriptError("'" + Written.shown(text) + "' is no host");
        }
    }

    private static SipUri sipOrRefused(Uri uri, String part) {
        if (uri instanceof SipUri sip) {
            return sip;
        }
        throw refused(uri, part);
    }

    private static ScriptError refused(Uri uri, String part) {
        return new ScriptError("a URI of the scheme " + uri.scheme() + " has no " + part);
    }
}
