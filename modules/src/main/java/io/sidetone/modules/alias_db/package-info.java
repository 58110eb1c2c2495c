/// Other names of users, in a database.
@NullMarked
package io.sidetone.modules.alias_db;

import org.jspecify.annotations.NullMarked;
