package io.sidetone.server.storage;

import io.sidetone.script.define.Family;
import java.util.List;

/// The standard tables of Kamailio 6, with their versions, columns, sizes and defaults.
final class KamailioTables {

    private static final String LONG_AGO = "2000-01-01 00:00:01";
    private static final String FAR_AWAY = "2030-05-28 21:32:15";

    private KamailioTables() {}

    static List<Table> all() {
        return List.of(
                version(),
                subscriber(),
                location(),
                locationAttrs(),
                accounting("acc", 5),
                accounting("missed_calls", 4),
                of("dbaliases", 1)
                        .id()
                        .chars("alias_username", 64)
                        .chars("alias_domain", 64)
                        .chars("username", 64)
                        .chars("domain", 64)
                        .index("alias_user_idx", "alias_username")
                        .index("alias_idx", "alias_username", "alias_domain")
                        .index("target_idx", "username", "domain")
                        .build(),
                of("domain", 2)
                        .id()
                        .chars("domain", 64, null)
                        .charsOrNull("did", 64)
                        .time("last_modified", LONG_AGO)
                        .unique("domain_idx", "domain")
                        .build(),
                of("domain_attrs", 1)
                        .id()
                        .chars("did", 64, null)
                        .chars("name", 32, null)
                        .number("type", Column.Type.UNSIGNED, null)
                        .chars("value", 255, null)
                        .time("last_modified", LONG_AGO)
                        .index("domain_attrs_idx", "did", "name")
                        .build(),
                of("grp", 2)
                        .id()
                        .chars("username", 64)
                        .chars("domain", 64)
                        .chars("grp", 64)
                        .time("last_modified", LONG_AGO)
                        .unique("account_group_idx", "username", "domain", "grp")
                        .build(),
                address(),
                trusted(),
                of("uri", 1)
                        .id()
                        .chars("username", 64)
                        .chars("domain", 64)
                        .chars("uri_user", 64)
                        .time("last_modified", LONG_AGO)
                        .unique("account_idx", "username", "domain", "uri_user")
                        .build(),
                usrPreferences(),
                htable(),
                speedDial(Family.KAMAILIO, 2));
    }

    /// The entries of tables in memory.
    private static Table htable() {
        return of("htable", 2)
                .id()
                .chars("key_name", 256)
                .integer("key_type", 0)
                .integer("value_type", 0)
                .chars("key_value", 512)
                .integer("expires", 0)
                .build();
    }

    /// Short numbers, the same in both families but for the version.
    static Table speedDial(Family family, int version) {
        return Table.of(family, "speed_dial", version)
                .id()
                .chars("username", 64)
                .chars("domain", 64)
                .chars("sd_username", 64)
                .chars("sd_domain", 64)
                .chars("new_uri", 255)
                .chars("fname", 64)
                .chars("lname", 64)
                .chars("description", 64)
                .unique("speed_dial_idx", "username", "domain", "sd_domain", "sd_username")
                .build();
    }

    private static Table.Builder of(String name, int version) {
        return Table.of(Family.KAMAILIO, name, version);
    }

    private static Table version() {
        return of(Schema.VERSION_TABLE, 1)
                .id()
                .chars("table_name", 32, null)
                .number("table_version", Column.Type.UNSIGNED, 0)
                .unique("table_name_idx", "table_name")
                .build();
    }

    private static Table subscriber() {
        return of("subscriber", 7)
                .id()
                .chars("username", 64)
                .chars("domain", 64)
                .chars("password", 64)
                .chars("ha1", 128)
                .chars("ha1b", 128)
                .unique("account_idx", "username", "domain")
                .index("username_idx", "username")
                .build();
    }

    private static Table location() {
        return of("location", 9)
                .id()
                .chars("ruid", 64)
                .chars("username", 64)
                .charsOrNull("domain", 64)
                .chars("contact", 512)
                .charsOrNull("received", 128)
                .charsOrNull("path", 512)
                .time("expires", FAR_AWAY)
                .column(new Column("q", Column.Type.DECIMAL, 0, false, 1.0))
                .chars("callid", 255, "Default-Call-ID")
                .integer("cseq", 1)
                .time("last_modified", LONG_AGO)
                .integer("flags", 0)
                .integer("cflags", 0)
                .chars("user_agent", 255)
                .charsOrNull("socket", 64)
                .integerOrNull("methods")
                .charsOrNull("instance", 255)
                .integer("reg_id", 0)
                .integer("server_id", 0)
                .integer("connection_id", 0)
                .integer("keepalive", 0)
                .integer("partition", 0)
                .unique("ruid_idx", "ruid")
                .index("account_contact_idx", "username", "domain", "contact")
                .index("expires_idx", "expires")
                .index("tcpcon_idx", "connection_id")
                .index("connection_idx", "server_id", "connection_id")
                .build();
    }

    private static Table locationAttrs() {
        return of("location_attrs", 1)
                .id()
                .chars("ruid", 64)
                .chars("username", 64)
                .charsOrNull("domain", 64)
                .chars("aname", 64)
                .integer("atype", 0)
                .chars("avalue", 512)
                .time("last_modified", LONG_AGO)
                .index("account_record_idx", "username", "domain", "ruid")
                .index("last_modified_idx", "last_modified")
                .build();
    }

    private static Table accounting(String name, int version) {
        return of(name, version)
                .id()
                .chars("method", 16)
                .chars("from_tag", 128)
                .chars("to_tag", 128)
                .chars("callid", 255)
                .chars("sip_code", 3)
                .chars("sip_reason", 128)
                .time("time", null)
                .index("callid_idx", "callid")
                .build();
    }

    private static Table address() {
        return of("address", 6)
                .id()
                .number("grp", Column.Type.UNSIGNED, 1)
                .chars("ip_addr", 50, null)
                .integer("mask", 32)
                .number("port", Column.Type.UNSIGNED_SHORT, 0)
                .charsOrNull("tag", 64)
                .build();
    }

    private static Table trusted() {
        return of("trusted", 6)
                .id()
                .chars("src_ip", 50, null)
                .chars("proto", 4, null)
                .charsOrNull("from_pattern", 64)
                .charsOrNull("ruri_pattern", 64)
                .charsOrNull("tag", 64)
                .integer("priority", 0)
                .index("peer_idx", "src_ip")
                .build();
    }

    private static Table usrPreferences() {
        return of("usr_preferences", 2)
                .id()
                .chars("uuid", 64)
                .chars("username", 255, "0")
                .chars("domain", 64)
                .chars("attribute", 32)
                .integer("type", 0)
                .chars("value", 128)
                .time("last_modified", LONG_AGO)
                .index("ua_idx", "uuid", "attribute")
                .index("uda_idx", "username", "domain", "attribute")
                .build();
    }
}
