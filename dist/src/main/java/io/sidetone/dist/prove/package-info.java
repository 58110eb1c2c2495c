/// What a server promises, shown on a real one: `./sidetone prove`.
@NullMarked
package io.sidetone.dist.prove;

import org.jspecify.annotations.NullMarked;
