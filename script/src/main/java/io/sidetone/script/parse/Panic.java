package io.sidetone.script.parse;

/// Thrown behind a reported error, to where the parser knows how to go on.
final class Panic extends RuntimeException {

    private static final long serialVersionUID = 1;

    Panic() {
        super(null, null, false, false);
    }
}
