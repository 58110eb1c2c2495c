package io.sidetone.modules.db_mysql;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load MariaDB and MySQL, which is always there.
public final class DbMysqlModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_mysql", "MariaDB and MySQL, which is always there.");
        module.integer("exec_query_threshold", 0, "Accepted; slow queries are logged by the database.");
        module.integer("timeout_interval", 2, "Accepted; time-outs are those of all databases.");
        module.integer("max_db_queries", 2, "Accepted; a query that met a lost connection is tried again.");
        module.integer("max_db_retries", 3, "Accepted; a query that met a lost connection is tried again.");
        module.integer("ps_max_col_size", 1024, "Accepted; a column may be of any size.");
        module.flag("use_tls", false, "Accepted; TLS is asked for by the URL.");
    }
}
