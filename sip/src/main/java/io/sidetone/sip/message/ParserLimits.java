package io.sidetone.sip.message;

/// How large a message may be. What goes beyond is malformed, with a reason of its own. Immutable.
///
/// @param messageBytes start line, header and body together, in octets
/// @param headerBytes start line and header together, in octets
/// @param lineBytes the start line, or one header field with its folds, in octets
/// @param fields header field lines
public record ParserLimits(int messageBytes, int headerBytes, int lineBytes, int fields) {

    /// 256 KiB a message, 64 KiB of header, 16 KiB a line, 256 lines: several times what is seen in the field.
    public static final ParserLimits DEFAULT = new ParserLimits(256 << 10, 64 << 10, 16 << 10, 256);

    /// Checks that every limit is at least one.
    public ParserLimits {
        if (Math.min(Math.min(messageBytes, headerBytes), Math.min(lineBytes, fields)) < 1) {
            throw new IllegalArgumentException("A limit below 1");
        }
    }
}
