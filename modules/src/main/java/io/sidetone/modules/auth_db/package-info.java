/// Users in a database: their secrets for digest authentication, and the tables beside them.
/// [io.sidetone.modules.auth_db.Subscribers] is what operators use to add and remove them.
@NullMarked
package io.sidetone.modules.auth_db;

import org.jspecify.annotations.NullMarked;
