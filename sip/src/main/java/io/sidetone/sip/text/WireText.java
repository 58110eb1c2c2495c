package io.sidetone.sip.text;

/// A value with one canonical text on the wire, which is also its `toString()`.
public interface WireText {

    /// Appends the canonical text.
    void writeTo(ByteWriter out);

    /// The canonical text as a string; what every `toString()` of this interface answers.
    default String text() {
        ByteWriter out = new ByteWriter(64);
        writeTo(out);
        return out.toString();
    }
}
