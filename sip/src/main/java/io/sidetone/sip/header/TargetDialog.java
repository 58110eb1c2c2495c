package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Names a dialog with the receiver to show that the sender takes part in it. Immutable.
///
/// @param callId the dialog's Call-ID
/// @param parameters all of them, the two tags too
@Rfc(number = 4538, section = "7")
public record TargetDialog(String callId, Parameters parameters) implements WireText {

    /// @throws IllegalArgumentException if a tag is missing
    public TargetDialog {
        if (!ReferenceTags.both(parameters, "local-tag", "remote-tag")) {
            throw new IllegalArgumentException("Not one local-tag and one remote-tag: " + parameters);
        }
    }

    /// A dialog by its Call-ID and its tags as the receiver sees them.
    public static TargetDialog of(String callId, String localTag, String remoteTag) {
        return new TargetDialog(callId, ReferenceTags.of("local-tag", localTag, "remote-tag", remoteTag));
    }

    /// Reads a Call-ID and parameters, among which each tag must stand exactly once.
    public static TargetDialog parse(TextReader reader) throws SyntaxException {
        String callId = PlainValues.callId(reader);
        return new TargetDialog(callId, ReferenceTags.read(reader, "local-tag", "remote-tag"));
    }

    /// The receiver's tag.
    public String localTag() {
        return ReferenceTags.get(parameters, "local-tag");
    }

    /// The sender's tag.
    public String remoteTag() {
        return ReferenceTags.get(parameters, "remote-tag");
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
