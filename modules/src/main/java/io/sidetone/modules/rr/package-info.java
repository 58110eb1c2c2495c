/// Module `rr`: Record-Route and Route.
@NullMarked
package io.sidetone.modules.rr;

import org.jspecify.annotations.NullMarked;
