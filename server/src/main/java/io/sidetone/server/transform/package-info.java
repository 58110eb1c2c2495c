/// The transformations that read what SIP writes: URIs, addresses, Via, SDP, MSRP. [SipTransformations] is the
/// table.
@NullMarked
package io.sidetone.server.transform;

import org.jspecify.annotations.NullMarked;
