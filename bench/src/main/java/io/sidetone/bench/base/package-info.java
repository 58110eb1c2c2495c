/// What all benchmarks share: processes that are measured and what drives them, samples of messages,
/// figures, tables.
@NullMarked
package io.sidetone.bench.base;

import org.jspecify.annotations.NullMarked;
