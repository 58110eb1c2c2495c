package io.sidetone.sip.message;

/// Where a header field of a message comes from. Older script functions act on received fields only.
public enum Provenance {
    /// It stands as the peer sent it.
    RECEIVED,
    /// The peer sent it and its value was changed here.
    EDITED,
    /// It was put in here.
    ADDED
}
