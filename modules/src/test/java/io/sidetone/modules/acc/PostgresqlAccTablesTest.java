package io.sidetone.modules.acc;

import io.sidetone.server.storage.DatabaseServers;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.testing.DatabaseServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("peers")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlAccTablesTest extends AccTablesCase {

    @RegisterExtension
    final DatabaseServers servers;

    private @Nullable DatabaseServer server;

    PostgresqlAccTablesTest() {
        servers = new DatabaseServers(Engine.POSTGRESQL);
    }

    @BeforeAll
    void take(DatabaseServer started) {
        server = started;
    }

    @Override
    String freshDatabase() throws Exception {
        DatabaseServer running = Objects.requireNonNull(server);
        return running.url(running.fresh());
    }
}
