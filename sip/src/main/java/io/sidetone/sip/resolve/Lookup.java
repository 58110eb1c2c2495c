package io.sidetone.sip.resolve;

import java.util.concurrent.CompletionStage;

/// The answer of a resolver that never waits.
public sealed interface Lookup {

    /// All was at hand.
    record Ready(Resolution resolution) implements Lookup {}

    /// The DNS has to be asked.
    ///
    /// @param resolution completes with the answer, never exceptionally, on a thread that has asked the DNS
    record Pending(CompletionStage<Resolution> resolution) implements Lookup {}
}
