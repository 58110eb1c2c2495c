package io.sidetone.modules.messages;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Privacy;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.sdp.Connection;
import io.sidetone.sip.sdp.Media;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import org.jspecify.annotations.Nullable;

/// Questions about messages. Thread-safe: only functions.
public final class MessageFunctions {

    private static final int RFC_2543 = 1;
    private static final int RFC_3264 = 2;

    /// RFC 3966 §5.1.4 and E.164: no number is longer.
    public static final int DIGITS = 15;

    private MessageFunctions() {}

    /// Declares those that both families have under the same names.
    public static void define(ModuleBuilder module) {
        module.function("is_method", "Whether the method is one of some; for a response, the method in its CSeq.")
                .with(Argument.text("name", "The methods with `|` between them."))
                .in(Routes.withMessage())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_method(\"INVITE|SUBSCRIBE\")) { exit; }")
                .does((context, names) -> isMethod(context, names) ? 1 : -1);
        module.function("is_privacy", "Whether the sender asks for a kind of privacy.")
                .with(Argument.text("privacy_type", "`id`, `header`, `session`, `user`, `none` or `critical`."))
                .in(Routes.withMessage())
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (is_privacy(\"id\")) { exit; }")
                .does((context, kind) -> {
                    Privacy privacy = context.message().first(Headers.PRIVACY);
                    return privacy != null && privacy.contains(kind) ? 1 : -1;
                });
        module.function("has_body", "Whether there is a body, or a part of it that is of a type.")
                .or("has_body_part")
                .with(Argument.text("mime", "The type, such as `application/sdp`; any if left out.")
                        .optional())
                .in(Routes.withMessage())
                .returns(1, "there is")
                .returns(-1, "there is not")
                .example("if (has_body(\"application/sdp\")) { exit; }")
                .does((context, type) -> hasBody(context, type) ? 1 : -1);
        module.function("is_audio_on_hold", "Whether an audio stream of the session description is on hold.")
                .in(Routes.withMessage())
                .returns(1, "on hold by an address of zeros, as in RFC 2543")
                .returns(2, "on hold by `sendonly` or `inactive`, as in RFC 3264")
                .returns(-1, "not on hold, or no session description")
                .example("if (is_audio_on_hold()) { exit; }")
                .does(MessageFunctions::hold);
    }

    /// Declares `has_totag`.
    public static void toTag(ModuleBuilder module) {
        module.function("has_totag", "Whether the To header field has a tag, so that the request is inside a dialog.")
                .in(Routes.withMessage())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (has_totag()) { exit; }")
                .does(context -> {
                    NameAddress to = context.message().to();
                    String tag = to == null ? null : to.tag();
                    return tag == null || tag.isEmpty() ? -1 : 1;
                });
    }

    private static boolean isMethod(RoutingContext context, String names) {
        String method;
        if (context.message() instanceof SipRequest request) {
            method = request.method().name();
        } else {
            CSeq cseq = context.message().cseq();
            method = cseq == null ? "" : cseq.method().name();
        }
        int from = 0;
        while (from <= names.length()) {
            int bar = names.indexOf('|', from);
            int to = bar < 0 ? names.length() : bar;
            if (names.substring(from, to).strip().equalsIgnoreCase(method)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean hasBody(RoutingContext context, @Nullable String type) {
        if (context.message().bodyLength() == 0) {
            return false;
        }
        if (type == null || type.isBlank()) {
            return true;
        }
        MediaType wanted = type(type);
        Body body = Body.of(context.message());
        MediaType all = body.type();
        return (all != null && wanted.includes(all)) || body.first(wanted) != null;
    }

    /// The type of a body that a script names.
    ///
    /// @throws ScriptError if it is none
    public static MediaType type(String text) {
        MediaType type = BodyPart.typeOf(text);
        if (type == null) {
            throw new ScriptError("'" + text + "' is no type of a body: it is written as application/sdp is");
        }
        return type;
    }

    @Rfc(number = 3264, section = "8.4")
    private static int hold(RoutingContext context) {
        Edits.Described described = Edits.described(context);
        if (described == null) {
            return -1;
        }
        SessionDescription description = described.description();
        for (Media media : description.media()) {
            if (!media.kind().equalsIgnoreCase("audio") || media.isRejected()) {
                continue;
            }
            if (isZero(description, media)) {
                return RFC_2543;
            }
            if (!description.directionOf(media).receives()) {
                return RFC_3264;
            }
        }
        return -1;
    }

    private static boolean isZero(SessionDescription description, Media media) {
        try {
            Connection connection = description.connectionOf(media);
            return connection != null && connection.isUnspecified();
        } catch (SyntaxException _) {
            return false;
        }
    }

    /// Whether a text is a number as E.164 knows it: a plus sign and up to fifteen digits, the first not 0.
    public static boolean isE164(String text) {
        return isE164(text, DIGITS);
    }

    /// The same with another limit.
    ///
    /// @param most digits of a number
    public static boolean isE164(String text, long most) {
        int length = text.length() - 1;
        return length > 2
                && length <= most
                && text.charAt(0) == '+'
                && text.charAt(1) != '0'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /// The user of a URI; null if it has none, or the text is no URI.
    public static @Nullable String user(String text) {
        try {
            return switch (Uri.parse(text)) {
                case SipUri sip -> sip.user();
                case TelUri tel -> tel.number();
                default -> null;
            };
        } catch (SyntaxException _) {
            return null;
        }
    }
}
