/// Addresses: `sip:`, `sips:`, `tel:`, `urn:` and every other URI that a SIP message may carry.
///
/// The grammars are those of RFC 3261 §19.1, RFC 3966 and RFC 8141. Stands on `text`. Values are immutable and
/// hold nothing of the message they were read from; reading one never asks a name server.
@NullMarked
package io.sidetone.sip.uri;

import org.jspecify.annotations.NullMarked;
