package io.sidetone.sip.event;

import io.sidetone.sip.message.Refusal;

/// What came of judging a request. Immutable.
///
/// @param <T> what a request that may be acted on says
public sealed interface Judgement<T> {

    /// It may be acted on.
    record Accepted<T>(T value) implements Judgement<T> {}

    /// It may not.
    record Refused<T>(Refusal refusal) implements Judgement<T> {}
}
