/// The routing language as one thing: [io.sidetone.script.LiveScript] loads a script, keeps it in service and
/// replaces it.
@NullMarked
package io.sidetone.script;

import org.jspecify.annotations.NullMarked;
