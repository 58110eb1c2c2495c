package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.DatabaseServer;
import java.sql.SQLException;
import java.util.List;

class MariadbDatabaseTest extends ServerDatabaseCase {

    MariadbDatabaseTest() {
        super(Engine.MARIADB);
    }

    @Override
    void killConnections(DatabaseServer server, String database) throws Exception {
        try (Database admin = Database.open(DatabaseUrl.parse(server.url("mysql")), SETTINGS)) {
            List<Long> connections = admin.query(
                    "SELECT id FROM information_schema.processlist WHERE db = ?", row -> row.number(1), database);
            for (long connection : connections) {
                try {
                    server.perform("mysql", "KILL CONNECTION " + connection);
                } catch (SQLException e) {
                    // It has gone by itself.
                    assertThat(e.getMessage()).contains("Unknown thread id");
                }
            }
        }
    }

    @Override
    String hastySocket() {
        return "?socketTimeout=1000";
    }

    @Override
    String endless() {
        return "SELECT SLEEP(60)";
    }

    @Override
    String million() {
        return "SELECT seq, REPEAT('x', 200) AS text FROM seq_1_to_1000000";
    }
}
