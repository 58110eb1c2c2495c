/// Messages: octets in, an index of header fields, edits, octets out (RFC 3261 §7, §18.3, §20; RFC 4475; RFC
/// 5118).
///
/// [io.sidetone.sip.message.MessageParser] reads, [io.sidetone.sip.message.SipMessage] is what was read or made,
/// [io.sidetone.sip.message.MessageBuilder] edits, [io.sidetone.sip.message.MessageWriter] writes. Stands on
/// `header`. This is the hot path: no regular expressions, no streams, no boxing. Steps 2 and 7 of a message's
/// walk.
@NullMarked
package io.sidetone.sip.message;

import org.jspecify.annotations.NullMarked;
