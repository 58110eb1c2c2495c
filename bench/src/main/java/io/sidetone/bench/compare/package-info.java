/// The comparison of whole servers: Sidetone as it is shipped and Kamailio, the same work, in turns.
@NullMarked
package io.sidetone.bench.compare;

import org.jspecify.annotations.NullMarked;
