package io.sidetone.sip.tls;

/// What we ask of those who connect to us. Immutable.
public enum ClientCertificates {
    /// No certificate.
    NONE,
    /// A certificate, if they have one: who shows none may stay, who shows one that is not trusted may not.
    REQUESTED,
    /// A certificate that is trusted.
    REQUIRED
}
