/// Module `signaling`: replies, with or without a transaction, as it comes.
@NullMarked
package io.sidetone.modules.signaling;

import org.jspecify.annotations.NullMarked;
