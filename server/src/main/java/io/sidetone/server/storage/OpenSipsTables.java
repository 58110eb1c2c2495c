package io.sidetone.server.storage;

import io.sidetone.script.define.Family;
import java.util.List;

/// The standard tables of OpenSIPS 4, with their versions, columns, sizes and defaults.
final class OpenSipsTables {

    private static final String LONG_AGO = "1900-01-01 00:00:01";

    private OpenSipsTables() {}

    static List<Table> all() {
        return List.of(
                // It has no row about itself.
                of(Schema.VERSION_TABLE, 0)
                        .chars("table_name", 32, null)
                        .number("table_version", Column.Type.UNSIGNED, 0)
                        .unique("t_name_idx", "table_name")
                        .build(),
                of("subscriber", 8)
                        .id()
                        .chars("username", 64)
                        .chars("domain", 64)
                        .chars("password", 25)
                        .chars("ha1", 64)
                        .chars("ha1_sha256", 64)
                        .chars("ha1_sha512t256", 64)
                        .unique("account_idx", "username", "domain")
                        .index("username_idx", "username")
                        .build(),
                location(),
                acc(),
                missedCalls(),
                of("dbaliases", 2)
                        .id()
                        .chars("alias_username", 64)
                        .chars("alias_domain", 64)
                        .chars("username", 64)
                        .chars("domain", 64)
                        .unique("alias_idx", "alias_username", "alias_domain")
                        .index("target_idx", "username", "domain")
                        .build(),
                of("domain", 4)
                        .id()
                        .chars("domain", 64)
                        .charsOrNull("attrs", 255)
                        .number("accept_subdomain", Column.Type.UNSIGNED, 0)
                        .time("last_modified", LONG_AGO)
                        .unique("domain_idx", "domain")
                        .build(),
                of("grp", 3)
                        .id()
                        .chars("username", 64)
                        .chars("domain", 64)
                        .chars("grp", 64)
                        .time("last_modified", LONG_AGO)
                        .unique("account_group_idx", "username", "domain", "grp")
                        .build(),
                address(),
                of("uri", 2)
                        .id()
                        .chars("username", 64)
                        .chars("domain", 64)
                        .chars("uri_user", 64)
                        .time("last_modified", LONG_AGO)
                        .unique("account_idx", "username", "domain", "uri_user")
                        .build(),
                usrPreferences(),
                htable(),
                KamailioTables.speedDial(Family.OPENSIPS, 3));
    }

    /// The entries of tables in memory, which OpenSIPS does not have: ours has no version of Kamailio's.
    private static Table htable() {
        return of("htable", 1)
                .id()
                .chars("key_name", 255)
                .integer("key_type", 0)
                .integer("value_type", 0)
                .text("key_value")
                .integer("expires", 0)
                .build();
    }

    private static Table.Builder of(String name, int version) {
        return Table.of(Family.OPENSIPS, name, version);
    }

    private static Table location() {
        return of("location", 1013)
                .bigId("contact_id")
                .chars("username", 64)
                .charsOrNull("domain", 64)
                .text("contact")
                .charsOrNull("received", 255)
                .charsOrNull("path", 255)
                .number("expires", Column.Type.UNSIGNED, null)
                .column(new Column("q", Column.Type.DECIMAL, 0, false, 1.0))
                .chars("callid", 255, "Default-Call-ID")
                .integer("cseq", 13)
                .time("last_modified", LONG_AGO)
                .integer("flags", 0)
                .charsOrNull("cflags", 255)
                .chars("user_agent", 255)
                .charsOrNull("socket", 64)
                .integerOrNull("methods")
                .charsOrNull("sip_instance", 255)
                .textOrNull("kv_store")
                .charsOrNull("attr", 255)
                .build();
    }

    private static Table.Builder accounting(String name, int version) {
        return of(name, version)
                .id()
                .chars("method", 16)
                .chars("from_tag", 64)
                .chars("to_tag", 64)
                .chars("callid", 64)
                .chars("sip_code", 3)
                .chars("sip_reason", 32)
                .time("time", null);
    }

    private static Table acc() {
        return accounting("acc", 7)
                .number("duration", Column.Type.UNSIGNED, 0)
                .number("ms_duration", Column.Type.UNSIGNED, 0)
                .number("setuptime", Column.Type.UNSIGNED, 0)
                .column(new Column("created", Column.Type.TIME, 0, true, null))
                .index("callid_idx", "callid")
                .build();
    }

    private static Table missedCalls() {
        return accounting("missed_calls", 5)
                .number("setuptime", Column.Type.UNSIGNED, 0)
                .column(new Column("created", Column.Type.TIME, 0, true, null))
                .index("callid_idx", "callid")
                .build();
    }

    private static Table address() {
        return of("address", 5)
                .id()
                .number("grp", Column.Type.UNSIGNED_SHORT, 0)
                .chars("ip", 50, null)
                .number("mask", Column.Type.UNSIGNED_SHORT, 32)
                .number("port", Column.Type.UNSIGNED_SHORT, 0)
                .chars("proto", 4, "any")
                .charsOrNull("pattern", 64)
                .charsOrNull("context_info", 32)
                .build();
    }

    private static Table usrPreferences() {
        return of("usr_preferences", 3)
                .id()
                .chars("uuid", 64)
                .chars("username", 64, "0")
                .chars("domain", 64)
                .chars("attribute", 32)
                .integer("type", 0)
                .chars("value", 128)
                .time("last_modified", LONG_AGO)
                .index("ua_idx", "uuid", "attribute")
                .index("uda_idx", "username", "domain", "attribute")
                .index("value_idx", "value")
                .build();
    }
}
