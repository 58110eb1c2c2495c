/// Commands of operators by a named pipe.
@NullMarked
package io.sidetone.modules.mi_fifo;

import org.jspecify.annotations.NullMarked;
