/// From the syntax tree to the bound tree: resolves all names, infers types, and says at once all that is wrong
/// with a script or looks as if it were.
@NullMarked
package io.sidetone.script.check;

import org.jspecify.annotations.NullMarked;
