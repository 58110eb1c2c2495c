/// What carries messages from here to a peer and back (RFC 3261 §18): flows, the sockets they belong to,
/// connections and their limits. Opens no sockets itself: it is handed a [io.sidetone.sip.transport.Network].
///
/// Stands on `message`, `resolve`, `strand`, `stun` and `tls`.
@NullMarked
package io.sidetone.sip.transport;

import org.jspecify.annotations.NullMarked;
