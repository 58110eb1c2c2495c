package io.sidetone.sip.digest;

/// What came of checking credentials. Immutable.
public enum DigestVerdict {
    /// The proof is right and was not used before.
    VALID,
    /// The proof is right, but the nonce is too old, is for somebody else or was not made here: challenge again,
    /// with `stale`.
    STALE,
    /// The proof is right, but this count of the nonce was used before or is no longer remembered: challenge
    /// again, with `stale`.
    NONCE_REUSED,
    /// The proof is wrong, or the name is not the user's.
    WRONG_RESPONSE,
    /// Something is missing, stands twice or can not be read; [DigestVerifier#defect] says what.
    MALFORMED,
    /// The algorithm is unknown, not accepted, or the secret does not serve it.
    UNKNOWN_ALGORITHM,
    /// The quality of protection is not one that is accepted.
    WRONG_QOP,
    /// The credentials are for another realm.
    WRONG_REALM,
    /// The credentials' URI does not fit the Request-URI.
    WRONG_URI
}
