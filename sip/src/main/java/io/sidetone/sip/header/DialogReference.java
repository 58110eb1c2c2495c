package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Points at a dialog whose place the new one takes (Replaces) or whose session it joins (Join). Immutable.
///
/// @param callId the dialog's Call-ID
/// @param parameters all of them, the two tags too
@Rfc(number = 3891, section = "6.1")
@Rfc(number = 3911, section = "7.1")
public record DialogReference(String callId, Parameters parameters) implements WireText {

    /// @throws IllegalArgumentException if a tag is missing
    public DialogReference {
        if (!ReferenceTags.both(parameters, "to-tag", "from-tag")) {
            throw new IllegalArgumentException("Not one to-tag and one from-tag: " + parameters);
        }
    }

    /// A dialog by its Call-ID, the tag of the side that receives this, and the tag of the other side.
    public static DialogReference of(String callId, String toTag, String fromTag) {
        return new DialogReference(callId, ReferenceTags.of("to-tag", toTag, "from-tag", fromTag));
    }

    /// Reads a Call-ID and parameters, among which each tag must stand exactly once.
    public static DialogReference parse(TextReader reader) throws SyntaxException {
        String callId = PlainValues.callId(reader);
        return new DialogReference(callId, ReferenceTags.read(reader, "to-tag", "from-tag"));
    }

    /// The tag of the side that receives this.
    public String toTag() {
        return ReferenceTags.get(parameters, "to-tag");
    }

    /// The tag of the other side.
    public String fromTag() {
        return ReferenceTags.get(parameters, "from-tag");
    }

    /// Whether the dialog may be replaced only before it is answered.
    @Rfc(number = 3891, section = "6.1")
    public boolean isEarlyOnly() {
        return parameters.contains("early-only");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(callId);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
