package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.Text;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The checks that a request has to pass before a proxy forwards it. Immutable.
///
/// [MessageCheck#essentials] comes first and credentials come last; both are the caller's. So is an OPTIONS or
/// REGISTER whose Max-Forwards is used up, if he would rather answer it himself. Loops are found by
/// [LoopDetection].
@Rfc(number = 3261, section = "16.3")
public final class RequestValidation {

    /// The schemes that this library can compare and route.
    public static final Set<String> SCHEMES = Set.of("sip", "sips", "tel", "urn");

    /// The refusal of a request that has gone too far.
    public static final Refusal TOO_MANY_HOPS = Refusal.of(483, "Too Many Hops");

    /// The refusal of a request to a URI of a scheme that nobody here knows.
    public static final Refusal UNSUPPORTED_SCHEME = Refusal.of(416, "Unsupported URI Scheme");

    /// Lists that a proxy acts on: a value that it can not read it would pass over.
    private static final List<HeaderType<?>> LISTS = List.of(Headers.ROUTE, Headers.PROXY_REQUIRE);

    private final Set<String> schemes;
    private final Set<String> extensions;

    /// @param schemes the URI schemes that can be routed, in lower case
    /// @param extensions the option tags that may stand in Proxy-Require, in lower case
    public RequestValidation(Set<String> schemes, Set<String> extensions) {
        this.schemes = Set.copyOf(schemes);
        this.extensions = Set.copyOf(extensions);
    }

    /// What speaks against forwarding a request; null if nothing does. An ACK that does not pass is dropped.
    ///
    /// Throws `IllegalStateException` if the Request-URI is malformed, which [MessageCheck] finds.
    public @Nullable Refusal check(SipRequest request) {
        Malformed malformed = MessageCheck.fields(request, LISTS);
        if (malformed != null) {
            return Refusal.of(400, malformed.detail());
        }
        if (!schemes.contains(request.uri().scheme())) {
            return UNSUPPORTED_SCHEME;
        }
        Integer hops = request.first(Headers.MAX_FORWARDS);
        if (hops != null && hops == 0) {
            return TOO_MANY_HOPS;
        }
        return request.has(HeaderName.PROXY_REQUIRE) ? checkExtensions(request) : null;
    }

    /// §8.2.2.3: what an ACK or a CANCEL requires was settled by its INVITE.
    private @Nullable Refusal checkExtensions(SipRequest request) {
        if (request.method().equals(Method.ACK) || request.method().equals(Method.CANCEL)) {
            return null;
        }
        StringBuilder unsupported = new StringBuilder();
        for (String extension : request.all(Headers.PROXY_REQUIRE)) {
            if (!extensions.contains(Text.lower(extension))) {
                unsupported.append(unsupported.isEmpty() ? "" : ", ").append(extension);
            }
        }
        return unsupported.isEmpty()
                ? null
                : new Refusal(420, "Bad Extension", HeaderName.UNSUPPORTED, unsupported.toString());
    }
}
