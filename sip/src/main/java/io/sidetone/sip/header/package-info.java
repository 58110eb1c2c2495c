/// Header fields: their names and what their values mean (RFC 3261 §20 and the extensions' own sections).
///
/// [io.sidetone.sip.header.HeaderName] lists the names, [io.sidetone.sip.header.Headers] the types that give a
/// value a meaning. Fields of one shape share a type: Replaces and Join are
/// [io.sidetone.sip.header.DialogReference], Accept-Contact and Reject-Contact
/// [io.sidetone.sip.header.ContactPredicate], Request-Disposition [io.sidetone.sip.header.RequestDirective],
/// Session-Expires [io.sidetone.sip.header.SessionInterval]. Stands on `uri`. Values are immutable and hold no
/// octets of the message they were read from.
@NullMarked
package io.sidetone.sip.header;

import org.jspecify.annotations.NullMarked;
