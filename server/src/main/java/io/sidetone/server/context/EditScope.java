package io.sidetone.server.context;

/// Which header fields the older functions act on that remove fields or replace text, such as `remove_hf` and
/// `subst`. Whatever they do is seen by the next line of the script; what reads sees all fields in both cases.
public enum EditScope {
    /// Those that the peer has sent, even if their value was changed since: `append_hf("X: 1"); remove_hf("X")`
    /// keeps the new X. This is what scripts of both families rely on, and what counts if nothing is said.
    RECEIVED,
    /// All that the message has now.
    LIVE
}
