/// What runs while a script runs: its state, its frames, what it waits for. Compiled scripts and the functions of
/// modules use it.
@NullMarked
package io.sidetone.script.run;

import org.jspecify.annotations.NullMarked;
