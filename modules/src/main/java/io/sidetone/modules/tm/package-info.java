/// Module `tm`: transactions, forking, and the blocks that are armed for them.
@NullMarked
package io.sidetone.modules.tm;

import org.jspecify.annotations.NullMarked;
