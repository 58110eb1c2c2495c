package io.sidetone.modules.db_sqlite;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load SQLite, which is always there.
public final class DbSqliteModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_sqlite", "SQLite, which is always there.");
        module.ignored("alloc_limit", Type.INTEGER, "a result may have any number of rows");
        module.ignored("load_extension", Type.STRING, "extensions would run foreign code in the server");
        module.ignored("exec_pragma", Type.INTEGER, "the settings of the file are those of the server");
    }
}
