package io.sidetone.modules.auth_db;

import io.sidetone.server.storage.Engine;

class PostgresqlAuthDbTest extends ServerAuthDbCase {

    PostgresqlAuthDbTest() {
        super(Engine.POSTGRESQL);
    }
}
