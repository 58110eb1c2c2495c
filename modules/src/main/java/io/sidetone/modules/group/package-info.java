/// Groups of users, in a database.
@NullMarked
package io.sidetone.modules.group;

import org.jspecify.annotations.NullMarked;
