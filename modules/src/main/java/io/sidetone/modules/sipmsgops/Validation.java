package io.sidetone.modules.sipmsgops;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.server.edit.Edits;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.PercentEscape;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether one message is as RFC 3261 wants it, with the codes of `sipmsg_validate`. Confined to the run that
/// asks.
final class Validation {

    private static final CharClass USER = PercentEscape.USER.or(CharClass.of("%"));
    private static final CharClass HOST =
            CharClass.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.[]:");

    private final RoutingContext context;
    private final SipMessage message;
    private final String flags;

    /// @param flags letters
    Validation(RoutingContext context, String flags) {
        this.context = context;
        this.message = context.message();
        this.flags = flags.toLowerCase(Locale.ROOT);
    }

    /// @param code 1 if all is well
    /// @param reason what is wrong
    record Result(int code, String reason) {
        static final Result GOOD = new Result(1, "");
    }

    private boolean wants(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    @Rfc(number = 3261, section = "8.1.1")
    Result result() {
        Result result = mandatory();
        if (result.code() > 0) {
            result = addresses();
        }
        if (result.code() > 0) {
            result = message instanceof SipRequest request ? request(request) : response((SipResponse) message);
        }
        if (result.code() > 0) {
            result = body();
        }
        if (result.code() > 0 && wants('h')) {
            Malformed malformed = MessageCheck.fields(message, known());
            result = malformed == null ? Result.GOOD : new Result(-2, "header field: " + malformed.detail());
        }
        return result;
    }

    private static List<HeaderType<?>> known() {
        return List.of(
                Headers.VIA,
                Headers.FROM,
                Headers.TO,
                Headers.CALL_ID,
                Headers.CSEQ,
                Headers.CONTACT,
                Headers.ROUTE,
                Headers.RECORD_ROUTE,
                Headers.MAX_FORWARDS,
                Headers.CONTENT_LENGTH,
                Headers.CONTENT_TYPE,
                Headers.EXPIRES,
                Headers.ALLOW,
                Headers.SUPPORTED,
                Headers.REQUIRE,
                Headers.PROXY_REQUIRE,
                Headers.PATH,
                Headers.EVENT,
                Headers.SESSION_EXPIRES,
                Headers.MIN_SE,
                Headers.P_ASSERTED_IDENTITY,
                Headers.DIVERSION);
    }

    private @Nullable Result needs(HeaderName name, int code) {
        return message.has(name) ? null : new Result(code, "there is no " + name.text());
    }

    private Result mandatory() {
        Result missing = needs(HeaderName.CALL_ID, -3);
        Flow flow = context.flow();
        boolean stream = flow != null && flow.transport() != Transport.UDP;
        if (missing == null && stream) {
            missing = needs(HeaderName.CONTENT_LENGTH, -4);
        }
        Integer length = message.first(Headers.CONTENT_LENGTH);
        if (missing == null && length != null && length != message.bodyLength()) {
            missing = new Result(-5, "Content-Length is " + length + ", but the body has " + message.bodyLength());
        }
        if (missing == null) {
            missing = needs(HeaderName.CSEQ, -7);
        }
        if (missing == null) {
            missing = needs(HeaderName.FROM, -8);
        }
        if (missing == null) {
            missing = needs(HeaderName.TO, -9);
        }
        if (missing == null) {
            missing = needs(HeaderName.VIA, -10);
        }
        return missing == null ? Result.GOOD : missing;
    }

    private Result addresses() {
        Result result = wants('t') ? address(message.to(), "To", -22, -23, -29) : Result.GOOD;
        return result.code() > 0 && wants('f') ? address(message.from(), "From", -24, -25, -28) : result;
    }

    private static Result address(@Nullable NameAddress address, String name, int unread, int host, int user) {
        return address == null ? new Result(unread, name + " cannot be read") : uri(address.uri(), name, host, user);
    }

    private static Result uri(Uri uri, String name, int host, int user) {
        if (uri instanceof SipUri sip) {
            if (!isHost(sip.host().text())) {
                return new Result(host, "the host in " + name + " is none");
            }
            if (!isUser(sip.rawUser(), sip.user())) {
                return new Result(user, "the user in " + name + " is none");
            }
        }
        return Result.GOOD;
    }

    private static boolean isHost(String text) {
        return HOST.containsAll(text)
                && !text.isEmpty()
                && "-.:]".indexOf(text.charAt(0)) < 0
                && "-:[".indexOf(text.charAt(text.length() - 1)) < 0
                && !text.contains("..");
    }

    /// An escaped control character is a character of a user as the grammar has it, and nobody's name.
    private static boolean isUser(@Nullable String raw, @Nullable String user) {
        return raw == null
                || user == null
                || (USER.containsAll(raw) && user.chars().noneMatch(Validation::isControl));
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7F;
    }

    private Result request(SipRequest request) {
        if (wants('r')) {
            try {
                Result result = uri(request.uri(), "the Request-URI", -12, -27);
                if (result.code() < 0) {
                    return result;
                }
            } catch (IllegalStateException _) {
                return new Result(-11, "the Request-URI cannot be read");
            }
        }
        if (!wants('m') && !message.has(HeaderName.MAX_FORWARDS)) {
            return new Result(-13, "there is no Max-Forwards");
        }
        if (wants('c')) {
            Result result = contact(request.method(), needsContact(request.method()));
            if (result.code() < 0) {
                return result;
            }
        }
        return message.has(HeaderName.PATH) && !request.method().equals(Method.REGISTER)
                ? new Result(-15, "there is a Path, but this is no REGISTER")
                : Result.GOOD;
    }

    @Rfc(number = 3261, section = "8.1.1.8")
    private static boolean needsContact(Method method) {
        return Set.of(Method.INVITE, Method.SUBSCRIBE, Method.REFER, Method.NOTIFY, Method.UPDATE)
                .contains(method);
    }

    private Result contact(Method method, boolean needed) {
        if (!message.has(HeaderName.CONTACT)) {
            return needed ? new Result(-14, "there is no Contact") : Result.GOOD;
        }
        if (MessageCheck.fields(message, List.of(Headers.CONTACT)) != null) {
            return new Result(-26, "Contact cannot be read");
        }
        List<Contact> contacts = message.all(Headers.CONTACT);
        boolean all = contacts.stream().anyMatch(contact -> contact.address() == null);
        Long expires = message.first(Headers.EXPIRES);
        // §10.2.2: a star removes all bindings, and does so alone and at once.
        boolean allowed = method.equals(Method.REGISTER) && contacts.size() == 1 && expires != null && expires == 0;
        return all && !allowed ? new Result(-30, "Contact is *") : Result.GOOD;
    }

    private Result response(SipResponse response) {
        CSeq cseq = message.cseq();
        if (cseq == null) {
            return new Result(-7, "CSeq cannot be read");
        }
        int code = response.statusCode();
        Result missing = cseq.method().equals(Method.CANCEL)
                ? null
                : switch (code) {
                    case 401 -> needs(HeaderName.WWW_AUTHENTICATE, -20);
                    case 405 -> needs(HeaderName.ALLOW, -16);
                    case 407 -> needs(HeaderName.PROXY_AUTHENTICATE, -18);
                    case 420 -> needs(HeaderName.UNSUPPORTED, -19);
                    case 423 -> cseq.method().equals(Method.REGISTER) ? needs(HeaderName.MIN_EXPIRES, -17) : null;
                    default -> null;
                };
        if (missing != null) {
            return missing;
        }
        return wants('c') && code >= 200 && code < 400
                ? contact(cseq.method(), code < 300 && needsContact(cseq.method()))
                : Result.GOOD;
    }

    private Result body() {
        if (message.bodyLength() == 0) {
            return Result.GOOD;
        }
        if (!message.has(HeaderName.CONTENT_TYPE)) {
            return new Result(-21, "there is a body without Content-Type");
        }
        BodyPart sdp = wants('s') ? Body.of(message).first(MediaType.SDP) : null;
        return sdp != null && Edits.described(context) == null
                ? new Result(-6, "the session description cannot be read")
                : Result.GOOD;
    }
}
