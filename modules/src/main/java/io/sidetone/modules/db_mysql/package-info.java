/// The name under which scripts load MariaDB and MySQL, which is always there.
@NullMarked
package io.sidetone.modules.db_mysql;

import org.jspecify.annotations.NullMarked;
