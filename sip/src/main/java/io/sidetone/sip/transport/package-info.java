/// Sockets and connections: what carries messages from here to a peer and back (RFC 3261 §18).
///
/// Stands on `message`, `strand` and `resolve`.
@NullMarked
package io.sidetone.sip.transport;

import org.jspecify.annotations.NullMarked;
