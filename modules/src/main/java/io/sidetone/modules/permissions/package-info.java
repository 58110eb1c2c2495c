/// Module `permissions`: who may do what, by addresses and by rules in files.
@NullMarked
package io.sidetone.modules.permissions;

import org.jspecify.annotations.NullMarked;
