package io.sidetone.script.source;

/// The dialects of the routing language.
public enum Dialect {
    /// Our own: the language of OpenSIPS, made whole.
    NATIVE,
    /// That of Kamailio.
    KAMAILIO
}
