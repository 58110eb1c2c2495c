/// The module `usrloc`: where users are. [io.sidetone.modules.usrloc.BindingTable] keeps the bindings in memory,
/// which is the truth; [io.sidetone.modules.usrloc.Location] changes them, and has a database know it first where
/// one is configured.
@NullMarked
package io.sidetone.modules.usrloc;

import org.jspecify.annotations.NullMarked;
