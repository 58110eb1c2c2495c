/// Module `pike`: floods from single addresses.
@NullMarked
package io.sidetone.modules.pike;

import org.jspecify.annotations.NullMarked;
