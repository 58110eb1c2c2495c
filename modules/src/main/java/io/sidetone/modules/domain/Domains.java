package io.sidetone.modules.domain;

import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.sip.text.Text;
import java.util.List;

/// The table of domains, for those who put users into a database. Thread-safe.
public final class Domains {

    private static final String TABLE = "domain";
    private static final String COLUMN = "domain";

    private Domains() {}

    /// Adds a domain, if it is not there yet. A server that runs learns of it by `domain:reload`.
    ///
    /// @return false if it was there
    public static boolean add(Database database, String domain) throws DatabaseException {
        Engine engine = database.engine();
        String name = Text.lower(domain);
        String find = "SELECT 1 FROM " + engine.quote(TABLE) + " WHERE " + engine.quote(COLUMN) + " = ?";
        String insert = engine.insert(TABLE, List.of(COLUMN));
        return database.write(
                session -> session.first(find, _ -> true, name) == null && session.update(insert, name) == 1);
    }
}
