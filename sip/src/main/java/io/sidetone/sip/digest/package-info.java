/// Digest authentication: computing and checking of proofs, without any I/O (RFC 7616, RFC 8760, RFC 3261 §22).
///
/// A client answers challenges with [io.sidetone.sip.digest.DigestClient] or, where one challenge serves several
/// requests, with a [io.sidetone.sip.digest.DigestSession]. A server makes challenges and checks credentials with
/// a [io.sidetone.sip.digest.DigestVerifier]. Stands on `header`.
@NullMarked
package io.sidetone.sip.digest;

import org.jspecify.annotations.NullMarked;
