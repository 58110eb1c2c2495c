package io.sidetone.modules.acc;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Session;
import io.sidetone.server.storage.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// How records become rows: the names of tables and columns, and what fits. Thread-safe.
final class TableShape {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private final String answered;
    private final String missed;
    private final Function<String, String> columns;

    /// Of tables that rows have gone into. What is changed in one counts after a restart.
    private final Map<String, Map<String, Integer>> tables = new ConcurrentHashMap<>();

    /// @param answered the table of answered transactions
    /// @param missed that of missed calls
    /// @param columns the names that columns have for the standard ones
    TableShape(String answered, String missed, Function<String, String> columns) {
        this.answered = answered;
        this.missed = missed;
        this.columns = columns;
    }

    String answered() {
        return answered;
    }

    String missed() {
        return missed;
    }

    /// Whether a table or a column can have a name.
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// The same name.
    ///
    /// @throws ScriptError if it can be none: it may come from a message
    static String checked(String table) {
        if (!isName(table)) {
            throw new ScriptError("no table can be called '" + table + "'");
        }
        return table;
    }

    /// The same database, if its table is one of a family that is known.
    Database known(Database database) throws DatabaseException {
        Table _ = database.table(answered, "acc");
        return database;
    }

    /// A row, with what every family has, and more where the table has it.
    Rows.Row row(String table, Entry entry, Map<String, String> leg, Fields extras, Fields legs) {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Entry.Parties parties = entry.parties();
        add(names, values, "method", parties.method());
        add(names, values, "from_tag", parties.fromTag());
        add(names, values, "to_tag", parties.toTag());
        add(names, values, "callid", parties.callId());
        add(names, values, "sip_code", entry.codeText());
        add(names, values, "sip_reason", entry.reason());
        names.add(columns.apply("time"));
        values.add(entry.time());
        for (Fields.Field field : extras.of(Backend.DB)) {
            names.add(field.name());
            values.add(clean(entry.extras().getOrDefault(field.tag(), "")));
        }
        for (Fields.Field field : legs.of(Backend.DB)) {
            names.add(field.name());
            values.add(clean(leg.getOrDefault(field.tag(), "")));
        }
        return new Rows.Row(table, names, values, entry.created(), entry.setup());
    }

    private void add(List<String> names, List<Object> values, String standard, String value) {
        names.add(columns.apply(standard));
        values.add(clean(value));
    }

    /// PostgreSQL takes no NUL.
    private static String clean(String value) {
        return value.replace('\0', ' ');
    }

    /// What a row is in the table that is there: a text that is too long is cut, so that nobody keeps a call out
    /// of the accounts by a long name.
    Rows.Row fitted(Session session, Rows.Row row) throws SQLException {
        Map<String, Integer> sizes = sizes(session, row.table());
        List<String> names = new ArrayList<>(row.columns());
        List<Object> values = new ArrayList<>(row.values());
        for (int i = 0; i < names.size(); i++) {
            int most = sizes.getOrDefault(names.get(i).toLowerCase(Locale.ROOT), 0);
            if (most > 0 && values.get(i) instanceof String text && text.length() > most) {
                values.set(i, text.substring(0, most));
            }
        }
        if (sizes.containsKey("created") && row.created() != null) {
            names.add("setuptime");
            values.add(row.setup());
            names.add("created");
            values.add(row.created());
        }
        return new Rows.Row(row.table(), names, values, null, 0);
    }

    /// The columns of a table in lower case, with the most characters of each; 0 for no limit.
    private Map<String, Integer> sizes(Session session, String table) throws SQLException {
        Map<String, Integer> known = tables.get(table);
        return known == null ? read(session, table) : known;
    }

    private Map<String, Integer> read(Session session, String table) throws SQLException {
        Map<String, Integer> sizes = new HashMap<>();
        String nothing = "SELECT * FROM " + session.engine().quote(table) + " WHERE 1 = 0";
        try (PreparedStatement statement = session.jdbc().prepareStatement(nothing);
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                int type = columns.getColumnType(i);
                boolean limited = type == Types.VARCHAR || type == Types.CHAR;
                sizes.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), limited ? columns.getPrecision(i) : 0);
            }
        }
        tables.put(table, Map.copyOf(sizes));
        return sizes;
    }
}
