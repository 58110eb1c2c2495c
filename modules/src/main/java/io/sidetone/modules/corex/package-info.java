/// Module `corex`: sockets, flags and messages for scripts that need more than the core has.
@NullMarked
package io.sidetone.modules.corex;

import org.jspecify.annotations.NullMarked;
