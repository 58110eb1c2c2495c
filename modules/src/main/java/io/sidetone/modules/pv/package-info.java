/// Module `pv`: trees of values, shared values, branches that are kept, selects.
@NullMarked
package io.sidetone.modules.pv;

import org.jspecify.annotations.NullMarked;
