package io.sidetone.bench.compare;

import io.sidetone.modules.auth_db.Subscribers;
import io.sidetone.modules.domain.Domains;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What is in the SQLite file of a server when it starts. Immutable.
enum Storage {
    /// There is none.
    NONE,
    /// The tables.
    TABLES,
    /// The tables, the domain 127.0.0.1 and all users.
    USERS;

    /// Where Debian's package kamailio-sqlite-modules has what makes Kamailio's tables.
    private static final Path SCHEMAS = Path.of("/usr/share/kamailio/db_sqlite");

    private static final List<String> TABLES_OF_KAMAILIO = List.of("standard", "acc", "usrloc", "auth_db", "domain");

    /// Makes the file of a server. That of Kamailio becomes one in WAL mode too.
    void prepare(Path file, ServerProgram.Family family) throws IOException {
        if (this == NONE) {
            return;
        }
        if (family == ServerProgram.Family.KAMAILIO) {
            makeTablesOfKamailio(file);
        }
        try (Database database = Database.open(DatabaseUrl.file(file))) {
            if (this == USERS) {
                addUsers(database);
            }
        } catch (DatabaseException e) {
            throw new IOException(e);
        }
    }

    private static void makeTablesOfKamailio(Path file) throws IOException {
        if (!Files.isDirectory(SCHEMAS)) {
            throw new IOException("This needs SQLite for Kamailio, of the package kamailio-sqlite-modules");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES_OF_KAMAILIO) {
                statement.executeUpdate(Files.readString(SCHEMAS.resolve(table + "-create.sql")));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void addUsers(Database database) throws DatabaseException {
        boolean _ = Domains.add(database, Users.DOMAIN);
        Subscribers subscribers = Subscribers.of(database);
        for (int number = 0; number < Users.COUNT; number++) {
            Subscribers.Account account = new Subscribers.Account(Users.name(number), Users.DOMAIN);
            boolean _ = subscribers.add(account, Users.password(number), false);
        }
    }
}
