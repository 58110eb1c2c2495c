/// Benchmarks: what the stack costs, against its peers in the same run. Never shipped.
@NullMarked
package io.sidetone.bench;

import org.jspecify.annotations.NullMarked;
