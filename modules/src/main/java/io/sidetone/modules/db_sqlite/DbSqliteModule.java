package io.sidetone.modules.db_sqlite;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load SQLite, which is always there.
public final class DbSqliteModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_sqlite", "SQLite, which is always there.");
        module.integer("alloc_limit", 10, "Accepted; a result may have any number of rows.");
        module.text("load_extension", "", "Accepted; extensions would run foreign code in the server.");
        module.integer("exec_pragma", 0, "Accepted; the settings of the file are those of the server.");
    }
}
