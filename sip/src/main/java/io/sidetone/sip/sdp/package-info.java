/// Session descriptions: reading, editing and writing SDP (RFC 8866) and the rules of offer and answer (RFC
/// 3264).
///
/// [io.sidetone.sip.sdp.SessionDescription] is the way in. It keeps every line as it was read, so that an
/// unedited description is written octet by octet as it came and an edit touches only its own line.
/// [io.sidetone.sip.sdp.OfferAnswer] holds two descriptions against each other, [io.sidetone.sip.sdp.Codecs]
/// finds what both sides speak (RFC 3551 for the numbers that need no words).
///
/// Attributes with a type of their own, because a relay, a filter or a media server acts on them: `rtpmap` and
/// `fmtp` (RFC 8866 §6), `rtcp` (RFC 3605), `candidate` (RFC 8839), `fingerprint` (RFC 8122), `crypto` (RFC
/// 4568). All others are name and value.
///
/// Stands on `base` and `text`. Values are immutable and hold no octets of the message they were read from;
/// nothing here has state that threads share.
@NullMarked
package io.sidetone.sip.sdp;

import org.jspecify.annotations.NullMarked;
