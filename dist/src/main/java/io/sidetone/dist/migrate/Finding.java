package io.sidetone.dist.migrate;

import io.sidetone.script.check.Use;
import io.sidetone.script.source.Span;
import org.jspecify.annotations.Nullable;

/// What is to be said of one stretch of a configuration. Immutable.
///
/// @param verdict how it goes
/// @param sort what it names; null for what is about no name
/// @param subject the name as it is written, or what is wrong
/// @param detail what else there is to say; empty for nothing
record Finding(Span span, Verdict verdict, Use.@Nullable Sort sort, String subject, String detail) {

    /// The same, but it does something else.
    Finding differs(String how) {
        return new Finding(span, Verdict.DIFFERS, sort, subject, how);
    }

    /// How it goes with something.
    enum Verdict {
        /// As it is.
        WORKS,
        /// It is taken, but does something else, or nothing.
        DIFFERS,
        /// The other server has it, this one does not.
        MISSING,
        /// Neither has it, or it cannot be read.
        WRONG
    }
}
