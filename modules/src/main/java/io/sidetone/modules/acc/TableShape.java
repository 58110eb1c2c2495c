package io.sidetone.modules.acc;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.storage.Column;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How records become rows: the names of tables and columns, and what fits. Thread-safe.
final class TableShape {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private final String answered;
    private final String missed;
    private final Function<String, String> columns;
    private volatile @Nullable Table definition;

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

    /// Finds out what the table of a database is like.
    Database learn(Database database) throws DatabaseException {
        definition = database.table(answered, "acc");
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

    /// What a row is in the table that is there: a text that is too long is cut, so that the row is not refused.
    Rows.Row fitted(Rows.Row row) {
        Table known = definition;
        if (known == null) {
            return row;
        }
        List<String> names = new ArrayList<>(row.columns());
        List<Object> values = new ArrayList<>(row.values());
        for (Column column : known.columns()) {
            int at = names.indexOf(columns.apply(column.name()));
            if (at >= 0
                    && column.size() > 0
                    && values.get(at) instanceof String text
                    && text.length() > column.size()) {
                values.set(at, text.substring(0, column.size()));
            }
        }
        if (known.column("created") != null && row.created() != null) {
            names.add("setuptime");
            values.add(row.setup());
            names.add("created");
            values.add(row.created());
        }
        return new Rows.Row(row.table(), names, values, null, 0);
    }
}
