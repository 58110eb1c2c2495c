package io.sidetone.modules.db_mysql;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load MariaDB and MySQL, which is always there.
public final class DbMysqlModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_mysql", "MariaDB and MySQL, which is always there.");
        module.ignored("exec_query_threshold", Type.INTEGER, "slow queries are logged by the database");
        module.ignored("timeout_interval", Type.INTEGER, "time-outs are those of all databases");
        module.ignored("max_db_queries", Type.INTEGER, "a query that met a lost connection is tried again");
        module.ignored("max_db_retries", Type.INTEGER, "a query that met a lost connection is tried again");
        module.ignored("ps_max_col_size", Type.INTEGER, "a column may be of any size");
        module.ignored("use_tls", Type.INTEGER, "TLS is asked for by the URL");
    }
}
