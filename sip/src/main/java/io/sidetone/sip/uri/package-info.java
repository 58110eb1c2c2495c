/// Addresses: `sip:`, `sips:`, `tel:`, `urn:` and every other URI that a SIP message may carry (RFC 3261 §19.1, RFC
/// 3966,
/// RFC 8141).
///
/// Stands on `text`. Values are immutable and hold no octets of the message they were read from.
@NullMarked
package io.sidetone.sip.uri;

import org.jspecify.annotations.NullMarked;
