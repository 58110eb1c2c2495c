/// TLS as SIP wants it: certificates and keys, which peer a certificate is good for, and their renewal while
/// calls go on (RFC 3261 §26, 5922, 8996). Opens no sockets.
///
/// Stands on `base` and `uri`.
@NullMarked
package io.sidetone.sip.tls;

import org.jspecify.annotations.NullMarked;
