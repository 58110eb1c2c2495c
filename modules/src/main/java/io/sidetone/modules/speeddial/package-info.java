/// Module `speeddial`: short numbers of users.
@NullMarked
package io.sidetone.modules.speeddial;

import org.jspecify.annotations.NullMarked;
