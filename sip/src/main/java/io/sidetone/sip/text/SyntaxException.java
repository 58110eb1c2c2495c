package io.sidetone.sip.text;

/// Says that a piece of text breaks its grammar, and where.
///
/// Carries no stack trace: it reports the peer's mistake, not ours, and is turned into a value (a malformed
/// message, an absent header field) at the edge of the parser that met it.
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final int offset;

    /// @param message what was expected or what is wrong, without the offset
    /// @param offset where, in bytes from the start of the array that was read
    public SyntaxException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /// Where the grammar was broken, in bytes from the start of the array that was read.
    public int offset() {
        return offset;
    }
}
