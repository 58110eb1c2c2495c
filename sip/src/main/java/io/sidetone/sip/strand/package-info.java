/// Who runs what, and in which order: one pool of threads, its work ordered by strands, and timers.
///
/// All messages of a call belong to one strand, so they are handled in the order they came although any thread
/// may handle them. Stands on `base`.
@NullMarked
package io.sidetone.sip.strand;

import org.jspecify.annotations.NullMarked;
