/// Functions that several modules offer under the same names: `sipmsgops`, `textops` and `siputils` of both
/// families overlap.
@NullMarked
package io.sidetone.modules.messages;

import org.jspecify.annotations.NullMarked;
