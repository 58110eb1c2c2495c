package io.sidetone.server.edit;

import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Substitution.Change;
import io.sidetone.server.context.EditScope;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Provenance;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The edits that functions of modules share. Each puts another message in the place of the one that was there,
/// so that the next line sees it. Thread-safe: only functions.
public final class Edits {

    private Edits() {}

    /// Which fields the older functions act on.
    public static EditScope scope(RoutingContext context) {
        return context.transaction().core().settings().get().edits();
    }

    /// Puts fields in front of one or behind it.
    ///
    /// @param anchor its name; null for the first and the last of all
    /// @param before whether in front
    public static void add(RoutingContext context, List<FieldLine> lines, @Nullable String anchor, boolean before) {
        SipMessage message = context.message();
        int count = message.fields().size();
        int index = anchor == null ? -1 : indexOf(message, anchor);
        int at = index < 0 ? (before ? 0 : count) : before ? index : index + 1;
        MessageBuilder<?> edits = message.edit();
        for (FieldLine line : lines) {
            edits.insert(at++, line.name(), line.value());
        }
        context.message(edits.build());
    }

    private static int indexOf(SipMessage message, String name) {
        List<HeaderField> fields = message.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isNamed(name)) {
                return i;
            }
        }
        return -1;
    }

    /// Removes the fields that fit, of those that older functions act on.
    ///
    /// @return whether there was one
    public static boolean remove(RoutingContext context, Predicate<HeaderField> condition) {
        EditScope scope = scope(context);
        Predicate<HeaderField> all =
                field -> (scope == EditScope.LIVE || field.provenance() != Provenance.ADDED) && condition.test(field);
        if (context.message().fields().stream().noneMatch(all)) {
            return false;
        }
        context.message(context.message().edit().removeIf(all).build());
        return true;
    }

    /// Changes the text of header and body.
    ///
    /// @param foreignLineEnds whether the changes may have line ends that no script's author wrote
    /// @return whether there was a change
    public static boolean change(
            RoutingContext context, MessageText text, List<Change> changes, boolean foreignLineEnds) {
        if (changes.isEmpty()) {
            return false;
        }
        context.message(text.with(changes, foreignLineEnds));
        return true;
    }

    /// The body as text, without loss.
    public static String body(RoutingContext context) {
        return Octets.text(context.message().body());
    }

    /// Sets the body and leaves its type as it is.
    ///
    /// @throws ScriptError if it is too long
    public static void body(RoutingContext context, String content) {
        if (content.length() > MessageText.MOST) {
            throw new ScriptError("the body would have more than " + MessageText.MOST + " characters");
        }
        context.message(context.message().edit().content(Octets.of(content)).build());
    }

    /// Sets the body and its type.
    ///
    /// @param type null to leave it as it is
    /// @throws ScriptError if the type is none
    public static void body(RoutingContext context, @Nullable String type, byte[] content) {
        MessageBuilder<?> edits = context.message().edit();
        if (content.length == 0) {
            edits.withoutBody();
        } else if (type != null && !type.isBlank()) {
            edits.body(checkedType(type), content);
        } else if (context.message().has(HeaderName.CONTENT_TYPE)) {
            edits.content(content);
        } else {
            throw new ScriptError("the body needs a type, such as text/plain");
        }
        context.message(edits.build());
    }

    /// A type of a body as it may stand in a header field.
    ///
    /// @throws ScriptError if it is none
    public static String checkedType(String type) {
        FieldLine.checkValue(type);
        if (BodyPart.typeOf(type) == null) {
            throw new ScriptError("'" + type + "' is no type of a body: it is written as text/plain is");
        }
        return type.strip();
    }

    /// Sets the Request-URI.
    ///
    /// @throws ScriptError if the text is no URI
    public static void uri(RoutingContext context, String text) {
        context.uri(uri(text));
    }

    /// The URI that a text stands for.
    ///
    /// @throws ScriptError if it is none
    public static Uri uri(String text) {
        FieldLine.checkValue(text);
        try {
            return Uri.parse(text);
        } catch (SyntaxException e) {
            throw new ScriptError("'" + text + "' is no URI: " + e.getMessage());
        }
    }

    /// The session description of the message, and the part of the body that it stands in; null if there is none
    /// or it cannot be read.
    public static @Nullable Described described(RoutingContext context) {
        Body body = Body.of(context.message());
        BodyPart part = body.first(MediaType.SDP);
        if (part == null) {
            return null;
        }
        try {
            byte[] octets = Octets.of(part.content());
            return new Described(body, part, SessionDescription.parse(octets, 0, octets.length));
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// A session description in a body. Immutable.
    public record Described(Body body, BodyPart part, SessionDescription description) {

        /// A message with another description in the same place.
        public SipMessage with(SipMessage message, SessionDescription other) {
            return body.replace(part, part.with(Octets.text(other.toByteArray())))
                    .in(message);
        }
    }
}
