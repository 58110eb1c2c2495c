/// The name under which scripts load SQLite, which is always there.
@NullMarked
package io.sidetone.modules.db_sqlite;

import org.jspecify.annotations.NullMarked;
