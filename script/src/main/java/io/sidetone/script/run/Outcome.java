package io.sidetone.script.run;

/// How far a run has come.
public enum Outcome {
    /// The route block has come to its end or returned.
    ENDED,
    /// `exit`, or a function that returned 0.
    EXITED,
    /// `drop`.
    DROPPED,
    /// It waits for [Run#waitsFor]; [Run#resume] goes on.
    WAITING
}
