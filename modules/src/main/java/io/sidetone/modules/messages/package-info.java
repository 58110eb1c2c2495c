/// Functions and variables that several modules offer: `sipmsgops`, `textops` and `siputils` of both families
/// overlap.
@NullMarked
package io.sidetone.modules.messages;

import org.jspecify.annotations.NullMarked;
