package io.sidetone.modules.core;

import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a message's body: one, or those of a `multipart` body. Immutable.
///
/// Octets are kept as the characters of ISO 8859-1, so that what is not edited stays as it is, whatever it is.
///
/// @param body all of it
/// @param parts in their order
record BodyParts(String body, List<Part> parts) {

    /// The most parts that are looked at.
    static final int MOST = 64;

    /// One part.
    ///
    /// @param type what it is; null if it does not say
    /// @param from where its content begins in the body
    /// @param to where its content ends
    record Part(@Nullable MediaType type, int from, int to) {

        boolean is(MediaType other) {
            return type != null && type.is(other.type(), other.subtype());
        }
    }

    static BodyParts of(SipMessage message) {
        String body = new String(message.body(), StandardCharsets.ISO_8859_1);
        MediaType type = message.first(Headers.CONTENT_TYPE);
        if (body.isEmpty()) {
            return new BodyParts(body, List.of());
        }
        String boundary = type == null || !Text.equalsIgnoreCase(type.type(), "multipart") ? null : type.boundary();
        return new BodyParts(
                body,
                boundary == null || boundary.isEmpty()
                        ? List.of(new Part(type, 0, body.length()))
                        : split(body, "--" + boundary));
    }

    private static List<Part> split(String body, String mark) {
        List<Part> parts = new ArrayList<>();
        int at = markAt(body, mark, 0);
        while (at >= 0 && parts.size() < MOST && !body.startsWith("--", at + mark.length())) {
            int start = lineEnd(body, at);
            int next = markAt(body, mark, start);
            int end = next < 0 ? body.length() : next;
            parts.add(part(body, start, next < 0 ? end : withoutLineEnd(body, start, end)));
            at = next;
        }
        return parts;
    }

    /// Where a mark begins a line.
    private static int markAt(String body, String mark, int from) {
        int at = body.indexOf(mark, from);
        while (at > 0 && body.charAt(at - 1) != '\n') {
            at = body.indexOf(mark, at + 1);
        }
        return at;
    }

    private static int lineEnd(String body, int from) {
        int feed = body.indexOf('\n', from);
        return feed < 0 ? body.length() : feed + 1;
    }

    /// The line end before a mark belongs to the mark.
    private static int withoutLineEnd(String body, int from, int to) {
        int end = to > from && body.charAt(to - 1) == '\n' ? to - 1 : to;
        return end > from && body.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static Part part(String body, int from, int to) {
        MediaType type = null;
        int line = from;
        while (line < to) {
            int end = Math.min(lineEnd(body, line), to);
            String field = body.substring(line, end).strip();
            line = end;
            if (field.isEmpty()) {
                break;
            }
            int colon = field.indexOf(':');
            if (colon > 0 && isContentType(field.substring(0, colon).strip())) {
                type = type(field.substring(colon + 1).strip());
            }
        }
        return new Part(type, line, to);
    }

    private static boolean isContentType(String name) {
        return Text.equalsIgnoreCase(name, "Content-Type") || Text.equalsIgnoreCase(name, "c");
    }

    private static @Nullable MediaType type(String text) {
        try {
            return MediaType.parse(new TextReader(text));
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// The first part of a type; null if there is none.
    @Nullable
    Part first(MediaType type) {
        return parts.stream().filter(part -> part.is(type)).findFirst().orElse(null);
    }

    /// The content of a part as text.
    String content(Part part) {
        return text(body.substring(part.from(), part.to()));
    }

    /// All of it as text.
    String content() {
        return text(body);
    }

    private static String text(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return Text.decode(bytes, 0, bytes.length);
    }

    /// An edit that puts another content into a part.
    MessageBuilder<?> replace(SipMessage message, Part part, String content) {
        String octets = new String(Text.encode(content), StandardCharsets.ISO_8859_1);
        String all = body.substring(0, part.from()) + octets + body.substring(part.to());
        return withBody(message, all.getBytes(StandardCharsets.ISO_8859_1), "application/octet-stream");
    }

    /// An edit that sets the whole body and keeps its type.
    ///
    /// @param usual the type where the message says none
    static MessageBuilder<?> withBody(SipMessage message, byte[] octets, String usual) {
        var field = message.field("Content-Type");
        return message.edit().body(field == null ? usual : field.value(), octets);
    }
}
