package io.sidetone.modules.db_postgres;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load PostgreSQL, which is always there.
public final class DbPostgresModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_postgres", "PostgreSQL, which is always there.");
        module.integer("exec_query_threshold", 0, "Accepted; slow queries are logged by the database.");
        module.integer("max_db_queries", 2, "Accepted; a query that met a lost connection is tried again.");
        module.integer("timeout", 5, "Accepted; time-outs are those of all databases.");
        module.flag("use_tls", false, "Accepted; TLS is asked for by the URL.");
    }
}
