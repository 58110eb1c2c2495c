package io.sidetone.modules.registrar;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which binding a contact of a REGISTER replaces. Immutable.
///
/// @param byCallId whether the Call-ID has to be the same as well
/// @param parameter the URI parameter that alone decides; null if the whole URI does
record Matching(boolean byCallId, @Nullable String parameter) {

    /// The URI decides, as the RFC has it.
    static final Matching BY_URI = new Matching(false, null);

    /// URI and Call-ID decide, for devices that share an address.
    static final Matching BY_URI_AND_CALL_ID = new Matching(true, null);

    /// What a script calls it: `0`, `1`, or the name of a parameter in angle brackets or without.
    static Matching of(String text) {
        return switch (text) {
            case "", "0" -> BY_URI;
            case "1" -> BY_URI_AND_CALL_ID;
            default ->
                new Matching(
                        false,
                        text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text);
        };
    }

    /// Whether a contact means a binding.
    ///
    /// @param uri the contact's
    /// @param present the binding
    /// @param presentUri its URI
    @Rfc(number = 3261, section = "10.3")
    boolean fits(Hashed uri, String callId, Binding present, Hashed presentUri) {
        if (parameter != null) {
            String wanted = value(uri.uri, parameter);
            return wanted != null && wanted.equals(value(presentUri.uri, parameter));
        }
        return uri.matches(presentUri) && (!byCallId || callId.equals(present.callId()));
    }

    /// A URI that is compared with many. Confined to one thread.
    static final class Hashed {

        private final Uri uri;
        private boolean known;
        private int hash;

        Hashed(Uri uri) {
            this.uri = uri;
        }

        Uri uri() {
            return uri;
        }

        @SuppressWarnings("ReferenceEquality") // The very same surely matches, and that costs nothing.
        private boolean matches(Hashed other) {
            return uri == other.uri || (hash() == other.hash() && uri.matches(other.uri));
        }

        private int hash() {
            if (!known) {
                hash = uri.matchHash();
                known = true;
            }
            return hash;
        }
    }

    /// Whether two URIs have all of some parameters, with the same values.
    @Rfc(number = 8599, section = "5.6.1")
    static boolean haveSame(List<String> parameters, Uri a, Uri b) {
        for (String name : parameters) {
            String value = value(a, name);
            if (value == null || !value.equals(value(b, name))) {
                return false;
            }
        }
        return !parameters.isEmpty();
    }

    /// Whether a URI has all of some parameters.
    static boolean hasAll(List<String> parameters, Uri uri) {
        return haveSame(parameters, uri, uri);
    }

    /// Whether two URNs of devices are the same.
    @Rfc(number = 5626, section = "4.1")
    static boolean sameInstance(@Nullable String a, @Nullable String b) {
        return a != null && b != null && Text.equalsIgnoreCase(a, b);
    }

    private static @Nullable String value(Uri uri, String name) {
        return uri instanceof SipUri sip ? sip.parameter(name) : null;
    }
}
