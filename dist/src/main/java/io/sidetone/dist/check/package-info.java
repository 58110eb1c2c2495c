/// What `./sidetone check` does: reads a routing script and tells all that is wrong with it.
@NullMarked
package io.sidetone.dist.check;

import org.jspecify.annotations.NullMarked;
