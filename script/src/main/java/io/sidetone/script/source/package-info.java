/// The text of a script, places in it, and what is found wrong with it.
@NullMarked
package io.sidetone.script.source;

import org.jspecify.annotations.NullMarked;
