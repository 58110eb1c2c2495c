package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// The rules by which two `sip:` or `sips:` URIs mean the same. Thread-safe: only functions.
@Rfc(number = 3261, section = "19.1.4")
@Rfc(number = 5954, section = "4")
final class SipUriComparison {

    private SipUriComparison() {}

    static boolean matches(SipUri a, SipUri b) {
        if (a.equals(b)) {
            return true;
        }
        // A missing port is not the default port: the host may resolve to another one.
        return a.isSecure() == b.isSecure()
                && a.port() == b.port()
                && sameUserAndPassword(a, b)
                && a.host().equals(b.host())
                && sameParameters(a.parameters(), b.parameters())
                && sameParameters(b.parameters(), a.parameters())
                && sameHeaders(a.headers(), b.headers());
    }

    private static boolean sameUserAndPassword(SipUri a, SipUri b) {
        return a.hasUserAndPasswordOf(b)
                || (sameText(a.rawUser(), b.rawUser()) && sameText(a.rawPassword(), b.rawPassword()));
    }

    static int hash(SipUri uri) {
        int hash = uri.isSecure() ? 1 : 0;
        hash = 31 * hash + textHash(uri.rawUser());
        hash = 31 * hash + textHash(uri.rawPassword());
        hash = 31 * hash + uri.host().hashCode();
        hash = 31 * hash + uri.port();
        Parameters parameters = uri.parameters();
        // Only what never is ignored may count; the sum makes their order irrelevant.
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.name(i);
            if (countsAlone(name) && parameters.indexOf(name) == i) {
                hash += valueHash(name, parameters.rawValue(i));
            }
        }
        Parameters headers = uri.headers();
        for (int i = 0; i < headers.size(); i++) {
            hash += Text.hashIgnoreCase(PercentEscape.comparable(headers.name(i))) ^ 31 * textHash(headers.rawValue(i));
        }
        return hash;
    }

    /// Whether no parameter of `some` speaks against `others`.
    private static boolean sameParameters(Parameters some, Parameters others) {
        for (int i = 0; i < some.size(); i++) {
            String name = some.name(i);
            if (some.indexOf(name) != i) {
                continue;
            }
            int index = others.indexOf(name);
            boolean agrees = index < 0 ? !countsAlone(name) : sameValue(name, some.rawValue(i), others.rawValue(index));
            if (!agrees) {
                return false;
            }
        }
        return true;
    }

    /// Whether a parameter that only one of two URIs has makes them differ, even with its default value.
    private static boolean countsAlone(String name) {
        return switch (Text.lower(name)) {
            case "transport", "user", "ttl", "method", "maddr" -> true;
            default -> false;
        };
    }

    private static boolean sameValue(String name, @Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        if (Text.equalsIgnoreCase(name, "method")) {
            // RFC 3261 §7.1: methods are told apart by case.
            return sameText(a, b);
        }
        if (Text.equalsIgnoreCase(name, "maddr")) {
            return maddr(a).equals(maddr(b));
        }
        return Text.equalsIgnoreCase(PercentEscape.comparable(a), PercentEscape.comparable(b));
    }

    private static int valueHash(String name, @Nullable String value) {
        int hash = Text.hashIgnoreCase(name);
        if (value == null) {
            return hash;
        }
        return 31 * hash
                + (Text.equalsIgnoreCase(name, "maddr")
                        ? maddr(value).hashCode()
                        : Text.hashIgnoreCase(PercentEscape.comparable(value)));
    }

    /// The host that is named, or the text that names none.
    private static Object maddr(String value) {
        try {
            return Host.parse(PercentEscape.unescape(value));
        } catch (SyntaxException _) {
            return Text.lower(PercentEscape.comparable(value));
        }
    }

    /// Headers are never ignored; their order counts only among those of one name.
    private static boolean sameHeaders(Parameters a, Parameters b) {
        if (a.size() != b.size()) {
            return false;
        }
        boolean[] used = new boolean[b.size()];
        for (int i = 0; i < a.size(); i++) {
            int index = unusedIndex(b, PercentEscape.comparable(a.name(i)), used);
            if (index < 0 || !sameText(a.rawValue(i), b.rawValue(index))) {
                return false;
            }
            used[index] = true;
        }
        return true;
    }

    private static int unusedIndex(Parameters headers, String name, boolean[] used) {
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && Text.equalsIgnoreCase(PercentEscape.comparable(headers.name(i)), name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean sameText(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.equals(b) || PercentEscape.comparable(a).equals(PercentEscape.comparable(b));
    }

    private static int textHash(@Nullable String text) {
        return text == null ? 0 : PercentEscape.comparable(text).hashCode();
    }
}
