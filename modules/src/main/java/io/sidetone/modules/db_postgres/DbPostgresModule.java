package io.sidetone.modules.db_postgres;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;

/// The name under which scripts load PostgreSQL, which is always there.
public final class DbPostgresModule implements Module {

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_postgres", "PostgreSQL, which is always there.");
        module.ignored("exec_query_threshold", Type.INTEGER, "slow queries are logged by the database");
        module.ignored("max_db_queries", Type.INTEGER, "a query that met a lost connection is tried again");
        module.ignored("timeout", Type.INTEGER, "time-outs are those of all databases");
        module.ignored("use_tls", Type.INTEGER, "TLS is asked for by the URL");
    }
}
