/// Module `kex`: how much scripts log, and statistics for operators.
@NullMarked
package io.sidetone.modules.kex;

import org.jspecify.annotations.NullMarked;
