package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.sdp.Direction;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a message carries: octets and what they are. Immutable.
public final class Body {

    private static final String SDP = "application/sdp";

    private final String contentType;
    private final byte[] octets;

    /// @param contentType as the Content-Type field has it
    /// @param octets are copied
    public Body(String contentType, byte[] octets) {
        this.contentType = contentType;
        this.octets = octets.clone();
    }

    /// A session description.
    public static Body sdp(String text) {
        return new Body(SDP, Text.encode(text));
    }

    /// The body of a message; null if it has none, or one without a type.
    public static @Nullable Body of(SipMessage message) {
        HeaderField type = message.bodyLength() == 0 ? null : message.field(HeaderName.CONTENT_TYPE);
        return type == null ? null : new Body(type.value(), message.body());
    }

    /// What the octets are, as the Content-Type field has it.
    public String contentType() {
        return contentType;
    }

    /// A copy of the octets.
    public byte[] octets() {
        return octets.clone();
    }

    /// The octets as text.
    public String text() {
        return Text.decode(octets, 0, octets.length);
    }

    /// The same session with another direction for all its streams, as the next offer of its owner: to hold a
    /// call [Direction#SENDONLY], and to go on [Direction#SENDRECV].
    ///
    /// @throws SyntaxException if this is no session description
    @Rfc(number = 3264, section = "8.4")
    public Body withDirection(Direction direction) throws SyntaxException {
        SessionDescription session =
                SessionDescription.parse(octets, 0, octets.length).withNextVersion();
        for (int i = 0; i < session.media().size(); i++) {
            session = session.withMedia(i, session.media(i).withDirection(direction));
        }
        return new Body(contentType, session.toByteArray());
    }

    static <B extends MessageBuilder<B>> B put(@Nullable Body body, B message) {
        return body == null ? message : message.body(body.contentType, body.octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Body that && that.contentType.equals(contentType) && Arrays.equals(that.octets, octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// The type and the length; the octets may be private.
    @Override
    public String toString() {
        return contentType + ", " + octets.length + " octets";
    }
}
