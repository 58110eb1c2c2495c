package io.sidetone.modules.usrloc;

import io.sidetone.server.storage.DatabaseServers;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.testing.DatabaseServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("peers")
@Timeout(120)
class MariadbLocationTest extends LocationStoreCase {

    @RegisterExtension
    final DatabaseServers servers = new DatabaseServers(Engine.MARIADB);

    private DatabaseServer server;

    @BeforeEach
    void take(DatabaseServer given) {
        server = given;
    }

    @Override
    String url() throws Exception {
        return server.url(server.fresh());
    }
}
