package io.sidetone.server.storage;

import io.sidetone.server.testing.DatabaseServer;

class PostgresqlDatabaseTest extends ServerDatabaseCase {

    PostgresqlDatabaseTest() {
        super(Engine.POSTGRESQL);
    }

    @Override
    void killConnections(DatabaseServer server, String database) throws Exception {
        server.perform(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    @Override
    String hastySocket() {
        return "?socketTimeout=1";
    }

    @Override
    String endless() {
        return "SELECT pg_sleep(60)";
    }

    @Override
    String million() {
        return "SELECT n, repeat('x', 200) AS text FROM generate_series(1, 1000000) n";
    }
}
