package io.sidetone.modules.permissions;

import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;

/// One set of addresses. Immutable.
///
/// @param url of its database; empty for the server's own
/// @param table with its addresses
record Partition(String name, String url, String table) {

    /// Reads `name: db_url = URL; table_name = TABLE`.
    static Partition parse(String text, String usualUrl, String usualTable) throws StartException {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw new StartException(
                    Reason.CONFIGURATION, "permissions: partition '" + text.strip() + "' has no name and colon");
        }
        String url = usualUrl;
        String table = usualTable;
        for (String setting : text.substring(colon + 1).split(";", 0)) {
            int equals = setting.indexOf('=');
            String name =
                    equals < 0 ? setting.strip() : setting.substring(0, equals).strip();
            String value = setting.substring(equals + 1).strip();
            switch (name) {
                case "" -> {}
                case "db_url" -> url = value;
                case "table_name" -> table = value;
                default ->
                    throw new StartException(
                            Reason.CONFIGURATION,
                            "permissions: a partition has db_url and table_name, not '" + name + "'");
            }
        }
        return new Partition(text.substring(0, colon).strip(), url, table);
    }
}
