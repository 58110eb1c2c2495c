package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;

/// The octets are no part of a SIP message. Immutable.
///
/// @param reason which rule is broken
/// @param offset where, in octets from the start
@Rfc(number = 3420, section = "2")
public record MalformedFragment(Reason reason, int offset) implements FragmentResult {

    /// Which rule is broken.
    public enum Reason {
        /// There is nothing in it.
        EMPTY,
        /// The first line is neither a start line nor a header field.
        START_LINE,
        /// Another line is no header field.
        HEADER_LINE,
        /// A carriage return ends no line.
        LINE_END,
        /// It is longer than the limit.
        SIZE,
        /// It has more header fields than the limit.
        FIELD_COUNT
    }
}
