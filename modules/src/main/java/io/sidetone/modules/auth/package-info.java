/// Digest authentication: challenges, the check of credentials, and the brake on who guesses. Where users come
/// from other modules say: they use the [io.sidetone.modules.auth.Authenticator].
@NullMarked
package io.sidetone.modules.auth;

import org.jspecify.annotations.NullMarked;
