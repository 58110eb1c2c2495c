/// Module `pv`: trees of values, shared values, selects.
@NullMarked
package io.sidetone.modules.pv;

import org.jspecify.annotations.NullMarked;
