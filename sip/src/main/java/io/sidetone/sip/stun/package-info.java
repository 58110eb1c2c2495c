/// STUN: messages, their integrity, and the two sides of a Binding, without any I/O (RFC 8489).
///
/// [io.sidetone.sip.stun.StunMessage] tells STUN from SIP on a shared socket and reads it,
/// [io.sidetone.sip.stun.StunBuilder] writes it. A server hands datagrams to
/// [io.sidetone.sip.stun.StunBinding]; a client drives a [io.sidetone.sip.stun.StunClientTransaction], and a
/// [io.sidetone.sip.stun.StunKeepAlive] says what its end means for a flow of SIP. Stands on `text`.
@NullMarked
package io.sidetone.sip.stun;

import org.jspecify.annotations.NullMarked;
