/// The bound tree: a checked script whose names are resolved to definitions. The compiler reads nothing else.
@NullMarked
package io.sidetone.script.bound;

import org.jspecify.annotations.NullMarked;
