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
    public static final int MOST_PARTS = 32;

    private static final String BOUNDARY = "sidetone-part";
    private static final String MULTIPART = "multipart";

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
        HeaderField field = message.field(HeaderName.CONTENT_TYPE);
        MediaType type = field == null ? null : BodyPart.typeOf(field.value());
        String boundary = type == null || !type.type().equalsIgnoreCase(MULTIPART) ? null : type.boundary();
        if (boundary == null || boundary.isEmpty()) {
            return new Body(List.of(new BodyPart(List.of(), type, content)), null);
        }
        return new Body(split(content, boundary), type);
    }

    /// RFC 2046 §5.1.1: what stands before the first and behind the last boundary counts for nothing.
    private static List<BodyPart> split(String content, String boundary) {
        List<BodyPart> parts = new ArrayList<>();
        String text = "\r\n" + content;
        String mark = "\r\n--" + boundary;
        int at = text.indexOf(mark);
        while (at >= 0) {
            int begin = at + mark.length();
            if (text.startsWith("--", begin)) {
                break;
            }
            int line = text.indexOf("\r\n", begin);
            int next = line < 0 ? -1 : text.indexOf(mark, line);
            if (next < 0) {
                break;
            }
            if (parts.size() == MOST_PARTS) {
                throw new ScriptError("the body has more than " + MOST_PARTS + " parts");
            }
            parts.add(part(text.substring(line + 2, Math.max(next, line + 2)), line + 2 > next));
            at = next;
        }
        return parts;
    }

    private static BodyPart part(String text, boolean empty) {
        if (empty || text.startsWith("\r\n")) {
            return BodyPart.of(List.of(), empty ? "" : text.substring(2));
        }
        int end = text.indexOf("\r\n\r\n");
        String header = end < 0 ? text : text.substring(0, end);
        try {
            return BodyPart.of(FieldLine.read(header), end < 0 ? "" : text.substring(end + 4));
        } catch (ScriptError _) {
            // What cannot be read has no type; its octets stay as they are.
            return BodyPart.of(List.of(), text);
        }
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

    /// The same, with other parts: none is no body, one is a body without parts unless it was a multipart body
    /// that names itself so.
    public Body with(List<BodyPart> others) {
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
            return (type == null ? edits.content(content) : edits.body(type.text(), content)).build();
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
        return parts.stream().anyMatch(part -> part.content().contains(boundary));
    }

    /// The text of all parts.
    private String joined(String boundary) {
        StringBuilder out = new StringBuilder();
        for (BodyPart part : parts) {
            out.append("--").append(boundary).append("\r\n");
            MediaType type = part.type();
            if (part.fields().isEmpty() && type != null) {
                out.append("Content-Type: ").append(type.text()).append("\r\n");
            }
            part.fields().forEach(field -> out.append(field).append("\r\n"));
            out.append("\r\n").append(part.content()).append("\r\n");
        }
        return out.append("--").append(boundary).append("--\r\n").toString();
    }
}
