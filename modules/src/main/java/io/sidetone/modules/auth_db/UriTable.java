package io.sidetone.modules.auth_db;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Lookup;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.sip.base.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/// A table that says which user parts of URIs a user may take for his own. Thread-safe.
final class UriTable {

    /// Who may use a URI.
    ///
    /// @param user the name in credentials
    record Owner(String user, String domain, String uriUser) {}

    /// @param domain empty for any
    private record Uri(String table, String user, String domain) {}

    private final Database database;
    private final String userColumn;
    private final String domainColumn;
    private final String uriUserColumn;
    private final boolean useDomain;
    private final Lookup<Uri, List<Owner>> lookup;

    UriTable(
            Database database,
            String userColumn,
            String domainColumn,
            String uriUserColumn,
            boolean useDomain,
            Lookup.Settings settings,
            Clock clock,
            Executor blocking) {
        this.database = database;
        this.userColumn = userColumn;
        this.domainColumn = domainColumn;
        this.uriUserColumn = uriUserColumn;
        this.useDomain = useDomain;
        this.lookup = new Lookup<>(settings, clock, blocking, this::read, List::isEmpty);
    }

    private List<Owner> read(Uri uri) throws DatabaseException {
        Engine engine = database.engine();
        String sql = "SELECT " + engine.quote(userColumn) + ", " + engine.quote(domainColumn) + ", "
                + engine.quote(uriUserColumn) + " FROM " + engine.quote(uri.table()) + " WHERE "
                + engine.quote(uriUserColumn) + " = ?"
                + (uri.domain().isEmpty() ? "" : " AND " + engine.quote(domainColumn) + " = ?");
        List<Owner> owners = database.read(session -> uri.domain().isEmpty()
                ? session.query(sql, row -> new Owner(row.text(1, ""), row.text(2, ""), row.text(3, "")), uri.user())
                : session.query(
                        sql,
                        row -> new Owner(row.text(1, ""), row.text(2, ""), row.text(3, "")),
                        uri.user(),
                        uri.domain()));
        // MariaDB finds ALICE where alice is asked for.
        return owners.stream()
                .filter(owner -> owner.uriUser().equals(uri.user()))
                .toList();
    }

    /// Whether a user may use a user part: what a function returns that may wait.
    ///
    /// @return 1; -9 if he may not; -8 if the database fails
    int owns(RoutingContext context, String table, String user, String realm, String uriUser) {
        Uri uri = new Uri(table, uriUser, useDomain ? realm : "");
        return lookup.ask(
                context,
                uri,
                -8,
                (_, found) ->
                        found.value().stream().anyMatch(owner -> owner.user().equals(user)) ? 1 : -9);
    }

    /// Finds who may use a URI: what a function returns that may wait.
    ///
    /// @param found takes the first
    /// @return 1; -4 if there is nobody; -3 if the database fails
    int owner(
            RoutingContext context,
            String table,
            String uriUser,
            String domain,
            java.util.function.Consumer<Owner> found) {
        return lookup.ask(context, new Uri(table, uriUser, useDomain ? domain : ""), -3, (_, all) -> {
            if (all.value().isEmpty()) {
                return -4;
            }
            found.accept(all.value().getFirst());
            return 1;
        });
    }

    /// Forgets what is in memory.
    void clear() {
        lookup.clear();
    }
}
