package io.sidetone.modules.auth_db;

import io.sidetone.server.storage.Engine;

class MariadbAuthDbTest extends ServerAuthDbCase {

    MariadbAuthDbTest() {
        super(Engine.MARIADB);
    }
}
