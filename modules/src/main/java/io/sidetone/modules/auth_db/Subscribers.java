package io.sidetone.modules.auth_db;

import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.server.storage.Table;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The users in a database, as operators see them: added, removed, listed, given a new password. Both families'
/// tables. All waits for the database. Thread-safe.
///
/// What is written are hashes of the password with all algorithms that the table has room for; the password
/// itself only where that is asked for.
public final class Subscribers {

    /// The table of both families.
    public static final String TABLE = "subscriber";

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 256;
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s@:\"<>]+");

    /// Who a user is. Immutable.
    ///
    /// @param name what stands before the `@`
    /// @param domain in lower case; the realm that the user is asked for
    public record Account(String name, String domain) {

        /// Reads `alice@example.org`; `sip:` may stand in front.
        ///
        /// @throws IllegalArgumentException if it is none; its message says why
        public static Account parse(String text) {
            String address = text.startsWith("sip:") ? text.substring(4) : text;
            int at = address.lastIndexOf('@');
            if (at < 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' has no domain: write NAME@DOMAIN, such as alice@example.org");
            }
            String name = address.substring(0, at);
            if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("'" + name + "' is no name of a user: 1 to " + LONGEST_NAME
                        + " characters, without spaces, quotes, '@', ':', '<' and '>'");
            }
            try {
                String domain =
                        Host.parse(address.substring(at + 1)).canonical().text();
                if (domain.length() > LONGEST_NAME) {
                    throw new IllegalArgumentException(
                            "'" + domain + "' is longer than " + LONGEST_NAME + " characters");
                }
                return new Account(name, domain);
            } catch (SyntaxException _) {
                throw new IllegalArgumentException("'" + address.substring(at + 1) + "' is no domain");
            }
        }

        @Override
        public String toString() {
            return name + "@" + domain;
        }
    }

    private final Database database;
    private final Table table;

    private Subscribers(Database database, Table table) {
        this.database = database;
        this.table = table;
    }

    /// The users of a database.
    ///
    /// @throws DatabaseException if it has no table of users of a schema that is known
    public static Subscribers of(Database database) throws DatabaseException {
        return new Subscribers(database, database.table(TABLE));
    }

    /// Adds a user.
    ///
    /// @param plain whether the password itself is kept as well
    /// @return false if the user is there already: then nothing was changed
    /// @throws IllegalArgumentException if the password cannot be one
    public boolean add(Account account, String password, boolean plain) throws DatabaseException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("username", account.name());
        values.put("domain", account.domain());
        values.putAll(secrets(account, password, plain));
        String insert = database.engine().insert(TABLE, List.copyOf(values.keySet()));
        return database.write(session -> session.first(find(), row -> true, account.name(), account.domain()) == null
                && session.update(insert, values.values().toArray()) == 1);
    }

    /// Gives a user another password.
    ///
    /// @param plain whether the password itself is kept as well; else one that was kept is removed
    /// @return false if there is no such user
    /// @throws IllegalArgumentException if the password cannot be one
    public boolean changePassword(Account account, String password, boolean plain) throws DatabaseException {
        Map<String, String> values = secrets(account, password, plain);
        Engine engine = database.engine();
        List<Object> bound = new ArrayList<>(values.values());
        bound.add(account.name());
        bound.add(account.domain());
        String assignments = String.join(
                ", ",
                values.keySet().stream()
                        .map(column -> engine.quote(column) + " = ?")
                        .toList());
        String update = "UPDATE " + engine.quote(TABLE) + " SET " + assignments + where();
        // MariaDB does not count a row that was the same before.
        return database.write(session -> {
            boolean there = session.first(find(), row -> true, account.name(), account.domain()) != null;
            return there && session.update(update, bound.toArray()) >= 0;
        });
    }

    /// Removes a user.
    ///
    /// @return false if there is no such user
    public boolean remove(Account account) throws DatabaseException {
        String delete = "DELETE FROM " + database.engine().quote(TABLE) + where();
        return database.write(session -> session.update(delete, account.name(), account.domain()) > 0);
    }

    /// Gives all users, by domain and name; there may be any number.
    ///
    /// @return how many there are
    public long forEach(Consumer<Account> each) throws DatabaseException {
        String select = "SELECT username, domain FROM " + database.engine().quote(TABLE) + " ORDER BY domain, username";
        return database.read(session ->
                session.forEach(select, row -> each.accept(new Account(row.text(1, ""), row.text(2, "")))));
    }

    private String find() {
        return "SELECT 1 FROM " + database.engine().quote(TABLE) + where();
    }

    private static String where() {
        return " WHERE username = ? AND domain = ?";
    }

    private Map<String, String> secrets(Account account, String password, boolean plain) {
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD || hasControls(password)) {
            throw new IllegalArgumentException(
                    "a password has 1 to " + LONGEST_PASSWORD + " characters, and no control characters");
        }
        var room = table.column("password");
        if (plain && (room == null || password.length() > room.size())) {
            throw new IllegalArgumentException("the table has room for " + (room == null ? 0 : room.size())
                    + " characters of a password that is kept as it is: take a shorter one, or keep only hashes of it");
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("password", plain ? password : "");
        put(values, "ha1", DigestAlgorithm.MD5, account.name(), account.domain(), password);
        put(values, "ha1b", DigestAlgorithm.MD5, account.toString(), account.domain(), password);
        put(values, "ha1_sha256", DigestAlgorithm.SHA_256, account.name(), account.domain(), password);
        put(values, "ha1_sha512t256", DigestAlgorithm.SHA_512_256, account.name(), account.domain(), password);
        return values;
    }

    private void put(
            Map<String, String> values,
            String column,
            DigestAlgorithm algorithm,
            String name,
            String realm,
            String password) {
        if (table.column(column) != null) {
            values.put(column, algorithm.ha1(name, realm, password));
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(each -> each < ' ' || each == 0x7F);
    }
}
