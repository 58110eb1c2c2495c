package io.sidetone.modules.sanity;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.OtherUri;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The checks of one message. Confined to the run that asks.
final class Checks {

    static final long SIZES = 1 << 16;

    private static final int BAD_REQUEST = 400;

    private final SipMessage message;
    private final long mask;
    private final long uris;
    private final List<String> supported;
    private final ToLongFunction<String> limits;

    /// @param mask the sum of the checks
    /// @param uris the sum of the URIs
    /// @param supported what Proxy-Require may ask for
    /// @param limits the most octets of parts by their names, 0 for any number
    Checks(SipMessage message, long mask, long uris, List<String> supported, ToLongFunction<String> limits) {
        this.message = message;
        this.mask = mask;
        this.uris = uris;
        this.supported = supported;
        this.limits = limits;
    }

    /// What does not pass, as the response that says so; null if all does.
    @Nullable
    Refusal refusal() {
        List<Supplier<@Nullable Refusal>> each = List.of(
                () -> null, // The version: another one is refused before any script runs.
                this::scheme,
                this::required,
                () -> null,
                () -> null,
                this::method,
                () -> readable(Headers.CSEQ, "CSeq number is illegal"),
                this::contentLength,
                () -> readable(Headers.EXPIRES, "Invalid Expires value"),
                this::proxyRequire,
                this::uris,
                () -> credentials(true),
                this::tags,
                () -> credentials(false),
                this::via,
                this::strict,
                this::sizes);
        for (int bit = 0; bit < each.size(); bit++) {
            Refusal refusal = (mask & 1L << bit) == 0 ? null : each.get(bit).get();
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static Refusal bad(String phrase) {
        return Refusal.of(BAD_REQUEST, phrase);
    }

    private @Nullable Refusal readable(HeaderType<?> type, String phrase) {
        Malformed malformed = MessageCheck.fields(message, List.of(type));
        return malformed == null ? null : bad(phrase);
    }

    @Rfc(number = 3261, section = "8.2.2.1")
    private @Nullable Refusal scheme() {
        if (!(message instanceof SipRequest request)) {
            return null;
        }
        try {
            return request.uri() instanceof OtherUri ? Refusal.of(416, "Unsupported URI Scheme in Request URI") : null;
        } catch (IllegalStateException _) {
            return bad("Bad Request URI");
        }
    }

    @Rfc(number = 3261, section = "8.1.1")
    private @Nullable Refusal required() {
        for (HeaderName name :
                List.of(HeaderName.TO, HeaderName.FROM, HeaderName.CSEQ, HeaderName.CALL_ID, HeaderName.VIA)) {
            if (!message.has(name)) {
                return bad("Missing Required Header in Request: " + name.text());
            }
        }
        return null;
    }

    @Rfc(number = 3261, section = "8.1.1.5")
    private @Nullable Refusal method() {
        var cseq = message.cseq();
        return message instanceof SipRequest request
                        && cseq != null
                        && !cseq.method().equals(request.method())
                ? bad("CSeq method does not match request method")
                : null;
    }

    @Rfc(number = 3261, section = "18.3")
    private @Nullable Refusal contentLength() {
        Refusal unread = readable(Headers.CONTENT_LENGTH, "Invalid Content-Length value");
        Integer length = message.first(Headers.CONTENT_LENGTH);
        return unread == null && length != null && length != message.bodyLength()
                ? bad("Content-Length mis-match")
                : unread;
    }

    @Rfc(number = 3261, section = "16.3")
    private @Nullable Refusal proxyRequire() {
        List<String> unknown = new ArrayList<>();
        for (String each : message.all(Headers.PROXY_REQUIRE)) {
            if (supported.stream().noneMatch(each::equalsIgnoreCase)) {
                unknown.add(each);
            }
        }
        return unknown.isEmpty()
                ? null
                : new Refusal(420, "Bad Extension", HeaderName.UNSUPPORTED, String.join(", ", unknown));
    }

    private @Nullable Refusal uris() {
        if ((uris & 1) != 0 && message instanceof SipRequest request) {
            try {
                Uri _ = request.uri();
            } catch (IllegalStateException _) {
                return bad("Bad Request URI");
            }
        }
        if ((uris & 2) != 0 && message.from() == null) {
            return bad("Bad From header");
        }
        if ((uris & 4) != 0 && message.to() == null) {
            return bad("Bad To header");
        }
        return (uris & 8) == 0 ? null : readable(Headers.CONTACT, "Bad Contact header");
    }

    /// @param only whether there may be no other scheme than Digest
    @Rfc(number = 7616, section = "3.4")
    private @Nullable Refusal credentials(boolean only) {
        for (HeaderField field : message.fields()) {
            if (field.known() != HeaderName.AUTHORIZATION
                    && (!only || field.known() != HeaderName.PROXY_AUTHORIZATION)) {
                continue;
            }
            try {
                Credentials credentials = Credentials.parse(field.value());
                if (!credentials.isDigest()) {
                    if (only) {
                        return bad("Invalid credentials: scheme");
                    }
                } else if (credentials.username() == null
                        || credentials.realm() == null
                        || credentials.nonce() == null
                        || credentials.uri() == null
                        || credentials.response() == null) {
                    return bad("Invalid credentials: a parameter is missing");
                }
            } catch (SyntaxException _) {
                return bad("Invalid credentials");
            }
        }
        return null;
    }

    @Rfc(number = 3261, section = "19.3")
    private @Nullable Refusal tags() {
        return twoTags(message.from()) || twoTags(message.to()) ? bad("Multiple tags in From or To header") : null;
    }

    private static boolean twoTags(@Nullable NameAddress address) {
        return address != null
                && address.parameters().names().stream()
                                .filter("tag"::equalsIgnoreCase)
                                .count()
                        > 1;
    }

    @Rfc(number = 3261, section = "8.1.1.7")
    private @Nullable Refusal via() {
        Via via = message.topVia();
        return via == null || via.branch() == null ? bad("Invalid first Via header") : null;
    }

    @Rfc(number = 3261, section = "16.6")
    private @Nullable Refusal strict() {
        Via via = message.topVia();
        if (via == null || !via.hasMagicCookie()) {
            return bad("Invalid branch of first Via header");
        }
        for (HeaderType<NameAddress> type : List.of(Headers.ROUTE, Headers.RECORD_ROUTE)) {
            for (NameAddress each : message.all(type)) {
                if (!(each.uri() instanceof SipUri uri) || !uri.hasParameter("lr")) {
                    return bad("No lr parameter in " + type.name());
                }
            }
        }
        return null;
    }

    @Rfc(number = 3261, section = "21.5.7")
    private @Nullable Refusal sizes() {
        int whole = message.toByteArray().length;
        boolean large = over(whole, "message")
                || over(whole - message.bodyLength(), "headers")
                || over(message.bodyLength(), "body")
                || message.fields().stream()
                        .anyMatch(field -> over(field.toString().length(), "header"));
        if (!large && message instanceof SipRequest request) {
            large = over(request.method().name().length(), "method")
                    || over(request.uriText().length(), "ruri");
        }
        if (!large) {
            large = over(message.from(), "from_uri") || over(message.to(), "to_uri");
        }
        for (Contact contact : message.all(Headers.CONTACT)) {
            large |= over(contact.address(), "contact_uri");
        }
        large |= over(Headers.ROUTE, "route_uri")
                || over(Headers.RECORD_ROUTE, "route_uri")
                || over(Headers.PATH, "path_uri")
                || over(Headers.P_ASSERTED_IDENTITY, "pai_uri");
        return large ? Refusal.of(513, "Message Too Large") : null;
    }

    private boolean over(HeaderType<NameAddress> type, String part) {
        return message.all(type).stream().anyMatch(each -> over(each, part));
    }

    private boolean over(@Nullable NameAddress address, String part) {
        return address != null && over(address.uri().text().length(), part);
    }

    private boolean over(int length, String part) {
        long most = limits.applyAsLong(part);
        return most > 0 && length > most;
    }
}
