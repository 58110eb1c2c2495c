/// Module `sl`: replies without a transaction.
@NullMarked
package io.sidetone.modules.sl;

import org.jspecify.annotations.NullMarked;
