package io.sidetone.server.edit;

import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a message in its parts: one, or those of a multipart body. Immutable.
public final class Body {

    /// The most parts that are looked at.
    public static final int MOST_PARTS = 64;

    private static final String BOUNDARY = "sidetone-part";
    private static final String MULTIPART = "multipart";
    private static final MediaType TEXT = new MediaType("text", "plain", Parameters.NONE);

    private final List<BodyPart> parts;

    /// Null if the body has no parts.
    private final @Nullable MediaType container;

    private Body(List<BodyPart> parts, @Nullable MediaType container) {
        this.parts = List.copyOf(parts);
        this.container = container;
    }

    /// The body of a message.
    ///
    /// @throws ScriptError if it has more than [#MOST_PARTS] parts
    public static Body of(SipMessage message) {
        if (message.bodyLength() == 0) {
            return new Body(List.of(), null);
        }
        String content = Octets.text(message.body());
        MediaType type = typeOf(message);
        String boundary = type == null || !type.type().equalsIgnoreCase(MULTIPART) ? null : type.boundary();
        if (boundary == null || boundary.isEmpty()) {
            return new Body(List.of(new BodyPart("", type, content)), null);
        }
        return new Body(split(content, "--" + boundary), type);
    }

    private static @Nullable MediaType typeOf(SipMessage message) {
        HeaderField field = message.field(HeaderName.CONTENT_TYPE);
        return field == null ? null : BodyPart.typeOf(field.value());
    }

    /// RFC 2046 §5.1.1: what stands before the first and behind the last boundary counts for nothing. A bare line
    /// feed ends a line as well, and a part whose end is missing ends with the body.
    private static List<BodyPart> split(String content, String mark) {
        List<BodyPart> parts = new ArrayList<>();
        int at = markAt(content, mark, 0);
        while (at >= 0 && !content.startsWith("--", at + mark.length())) {
            if (parts.size() == MOST_PARTS) {
                throw new ScriptError("the body has more than " + MOST_PARTS + " parts");
            }
            int feed = content.indexOf('\n', at);
            int start = feed < 0 ? content.length() : feed + 1;
            int next = markAt(content, mark, start);
            int end = next < 0 ? content.length() : withoutLineEnd(content, start, next);
            parts.add(BodyPart.read(content.substring(start, end)));
            at = next;
        }
        return parts;
    }

    /// Where a mark begins a line.
    private static int markAt(String content, String mark, int from) {
        int at = content.indexOf(mark, from);
        while (at > 0 && content.charAt(at - 1) != '\n') {
            at = content.indexOf(mark, at + 1);
        }
        return at;
    }

    /// The line end before a mark belongs to the mark.
    private static int withoutLineEnd(String content, int from, int to) {
        int end = to > from && content.charAt(to - 1) == '\n' ? to - 1 : to;
        return end > from && content.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /// The parts, in their order; none if there is no body.
    public List<BodyPart> parts() {
        return parts;
    }

    /// Whether it is a multipart body.
    public boolean isMultipart() {
        return container != null;
    }

    /// The type of all of it; null if it does not say.
    public @Nullable MediaType type() {
        return container != null || parts.isEmpty()
                ? container
                : parts.getFirst().type();
    }

    /// The first part of a type; null if there is none.
    public @Nullable BodyPart first(MediaType type) {
        for (BodyPart part : parts) {
            if (part.is(type)) {
                return part;
            }
        }
        return null;
    }

    /// The same, with other parts: none is no body, one is a body without parts. A part of a multipart body that
    /// does not say what it is is text (RFC 2046 §5.2).
    public Body with(List<BodyPart> others) {
        if (others.size() == 1 && container != null) {
            BodyPart only = others.getFirst();
            MediaType type = only.type();
            return new Body(List.of(new BodyPart("", type == null ? TEXT : type, only.content())), null);
        }
        return new Body(others, others.size() > 1 ? container : null);
    }

    /// The same, with one more part at its end.
    public Body with(BodyPart part) {
        List<BodyPart> more = new ArrayList<>(parts);
        more.add(part);
        return new Body(more, container);
    }

    /// The same, with one part in the place of another.
    public Body replace(BodyPart old, BodyPart part) {
        List<BodyPart> others = new ArrayList<>(parts);
        others.set(parts.indexOf(old), part);
        return new Body(others, container);
    }

    /// The same as a multipart body, even if it has one part only.
    ///
    /// @param boundary what stands between the parts; null to choose one
    public Body asMultipart(@Nullable String boundary) {
        if (container != null && boundary == null) {
            return this;
        }
        String between = boundary == null ? unused() : boundary;
        if (contains("--" + between)) {
            throw new ScriptError("the boundary stands in a part");
        }
        return new Body(parts, new MediaType(MULTIPART, "mixed", Parameters.of("boundary", between)));
    }

    /// A message with this body, and what its header says of it.
    public SipMessage in(SipMessage message) {
        MessageBuilder<?> edits = message.edit();
        if (parts.isEmpty()) {
            return edits.withoutBody().build();
        }
        BodyPart first = parts.getFirst();
        if (parts.size() == 1 && container == null) {
            MediaType type = first.type();
            byte[] content = Octets.of(first.content());
            // The header says of the body what it has said before, in the same words.
            boolean said = type == null || type.equals(typeOf(message));
            return (said ? edits.content(content) : edits.body(type.text(), content)).build();
        }
        MediaType type = container;
        String boundary = type == null ? null : type.boundary();
        if (type == null || boundary == null || contains("--" + boundary)) {
            // None so far, or one that a new part would end.
            boundary = unused();
            type = new MediaType(MULTIPART, "mixed", Parameters.of("boundary", boundary));
        }
        return edits.body(type.text(), Octets.of(joined(boundary))).build();
    }

    /// A boundary that stands in no part.
    private String unused() {
        String boundary = BOUNDARY;
        for (int i = 0; contains(boundary); i++) {
            boundary = BOUNDARY + "-" + i;
        }
        return boundary;
    }

    private boolean contains(String boundary) {
        return parts.stream()
                .anyMatch(
                        part -> part.content().contains(boundary) || part.head().contains(boundary));
    }

    /// The text of all parts.
    private String joined(String boundary) {
        StringBuilder out = new StringBuilder();
        for (BodyPart part : parts) {
            out.append("--").append(boundary).append("\r\n");
            MediaType type = part.type();
            if (part.head().isEmpty() && type != null) {
                out.append("Content-Type: ").append(type.text()).append("\r\n");
            }
            out.append(part.head()).append("\r\n").append(part.content()).append("\r\n");
        }
        return out.append("--").append(boundary).append("--\r\n").toString();
    }
}
