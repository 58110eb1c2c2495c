/// Module `textopsx`: changes that count as received.
@NullMarked
package io.sidetone.modules.textopsx;

import org.jspecify.annotations.NullMarked;
