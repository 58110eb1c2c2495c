/// Phones behind NATs: found out, written about as they are seen, and kept reachable.
@NullMarked
package io.sidetone.modules.nathelper;

import org.jspecify.annotations.NullMarked;
