/// The name under which scripts load PostgreSQL, which is always there.
@NullMarked
package io.sidetone.modules.db_postgres;

import org.jspecify.annotations.NullMarked;
