/// Module `debugger`: what scripts show of themselves.
@NullMarked
package io.sidetone.modules.debugger;

import org.jspecify.annotations.NullMarked;
