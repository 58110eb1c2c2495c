package io.sidetone.modules.htable;

import io.sidetone.script.value.ScriptError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `modparam("htable", "htable", "ipban=>size=8;autoexpire=300;")` says. Immutable.
///
/// @param autoexpire seconds that an entry lives, if nothing else is said of it; 0 for always, whatever is said
/// @param initial what an entry is that is not there; null for null
/// @param renews whether an entry that is written lives anew
/// @param table of the database that it is loaded from; empty for none
/// @param columns of that table, that of the key first; empty for those of the module
/// @param delimiter what stands between the values of several columns
/// @param saves whether it is written back when the server stops
record TableDefinition(
        String name,
        long autoexpire,
        @Nullable Long initial,
        boolean renews,
        String table,
        List<String> columns,
        String delimiter,
        boolean saves) {

    /// The greatest of its numbers but the initial value.
    private static final long MOST = 0xFFFF_FFFFL;

    /// Reads one.
    ///
    /// @throws ScriptError if it is none
    static TableDefinition of(String text) {
        int arrow = text.indexOf("=>");
        String name = arrow < 0 ? text.strip() : text.substring(0, arrow).strip();
        if (name.isEmpty()) {
            throw new ScriptError("'" + text + "' is no table: write name=>size=8;autoexpire=300;");
        }
        TableDefinition made = new TableDefinition(name, 0, null, true, "", List.of(), ",", false);
        for (String pair : pairs(arrow < 0 ? "" : text.substring(arrow + 2))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                made = made.with(
                        pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(pair.substring(equals + 1).strip()));
            }
        }
        return made;
    }

    private static List<String> pairs(String text) {
        List<String> pairs = new ArrayList<>();
        StringBuilder pair = new StringBuilder();
        char quote = 0;
        for (char each : (text + ";").toCharArray()) {
            if (each == ';' && quote == 0) {
                pairs.add(pair.toString());
                pair.setLength(0);
                continue;
            }
            if (each == quote) {
                quote = 0;
            } else if (quote == 0 && (each == '\'' || each == '"')) {
                quote = each;
            }
            pair.append(each);
        }
        return pairs;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private TableDefinition with(String option, String value) {
        return switch (option) {
            case "autoexpire" ->
                new TableDefinition(name, number(option, value), initial, renews, table, columns, delimiter, saves);
            case "initval" ->
                new TableDefinition(
                        name, autoexpire, anyNumber(option, value), renews, table, columns, delimiter, saves);
            case "updateexpire" ->
                new TableDefinition(
                        name, autoexpire, initial, number(option, value) != 0, table, columns, delimiter, saves);
            case "dbtable" -> new TableDefinition(name, autoexpire, initial, renews, value, columns, delimiter, saves);
            case "cols" ->
                new TableDefinition(
                        name,
                        autoexpire,
                        initial,
                        renews,
                        table,
                        List.of(value.split("\\s*,\\s*", -1)),
                        delimiter,
                        saves);
            case "coldelim" ->
                new TableDefinition(name, autoexpire, initial, renews, table, columns, delimiter(value), saves);
            case "dbmode" ->
                new TableDefinition(
                        name, autoexpire, initial, renews, table, columns, delimiter, number(option, value) != 0);
            // Memory grows as it has to, and there is one server.
            case "size", "dmqreplicate", "reloadat" -> this;
            default -> throw new ScriptError("the table " + name + " has no option '" + option + "'");
        };
    }

    private String delimiter(String value) {
        if (value.length() != 1) {
            throw new ScriptError("coldelim of the table " + name + " is one character, not '" + value + "'");
        }
        return value;
    }

    private static long number(String option, String value) {
        long number = anyNumber(option, value);
        if (number < 0 || number > MOST) {
            throw new ScriptError(option + " of a table is a number from 0 to " + MOST + ", not '" + value + "'");
        }
        return number;
    }

    private static long anyNumber(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw new ScriptError("'" + value + "' is no number for " + option + " of a table");
        }
    }
}
