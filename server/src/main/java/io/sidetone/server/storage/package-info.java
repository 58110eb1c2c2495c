/// Databases: SQLite in one file, PostgreSQL and MariaDB by URL, with the standard tables of both families.
/// [Database] is the way in.
@NullMarked
package io.sidetone.server.storage;

import org.jspecify.annotations.NullMarked;
