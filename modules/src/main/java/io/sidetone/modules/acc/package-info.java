/// Accounting: what became of transactions, told to the log, to a database and to events.
@NullMarked
package io.sidetone.modules.acc;

import org.jspecify.annotations.NullMarked;
