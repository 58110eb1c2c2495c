/// Header fields: their names and what their values mean (RFC 3261 §20 and the extensions' own sections).
///
/// [io.sidetone.sip.header.HeaderName] lists the names, [io.sidetone.sip.header.Headers] the types that give a value a
/// meaning. Stands on `uri`. Values are immutable and hold no octets of the message they were read from.
@NullMarked
package io.sidetone.sip.header;

import org.jspecify.annotations.NullMarked;
