package io.sidetone.modules.usrloc;

import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `modparam` can set of the module, and what becomes of it. Thread-safe.
final class LocationParameters {

    /// When a database learns of a change.
    enum Mode {
        /// Never.
        MEMORY,
        /// Before the device is answered.
        WRITE_THROUGH,
        /// Later.
        WRITE_BACK
    }

    private static final List<String> COLUMNS = List.of(
            "contact_id",
            "user",
            "domain",
            "contact",
            "expires",
            "q",
            "callid",
            "cseq",
            "methods",
            "flags",
            "cflags",
            "user_agent",
            "received",
            "socket",
            "path",
            "sip_instance",
            "kv_store",
            "attr",
            "last_modified",
            "ruid",
            "instance",
            "reg_id");

    private final ModuleParameter<String> databaseUrl;
    private final ModuleParameter<String> preset;
    private final ModuleParameter<String> persistency;
    private final ModuleParameter<String> writeMode;
    private final ModuleParameter<String> clusterMode;
    private final ModuleParameter<Long> databaseMode;
    private final ModuleParameter<Long> interval;
    private final ModuleParameter<Boolean> useDomain;
    private final ModuleParameter<Boolean> newestFirst;
    private final ModuleParameter<Long> matchingMode;
    private final ModuleParameter<Long> cseqDelay;
    private final ModuleParameter<String> natFlag;
    private final ModuleParameter<Boolean> dumpStore;
    private final ModuleParameter<List<String>> preload;
    private final Map<String, ModuleParameter<String>> columns = new LinkedHashMap<>();

    // LONG: one parameter after the other.
    LocationParameters(ModuleBuilder module) {
        databaseUrl = module.text("db_url", "", "The database that keeps contacts; empty for the server's own.");
        preset = module.text(
                "working_mode_preset",
                "",
                "Where contacts are kept: single-instance-no-db, single-instance-sql-write-through (a device is "
                        + "answered when the database has its contact), or -write-back (it is answered before).");
        persistency = module.text(
                "restart_persistency", "none", "Whether contacts survive a restart: none, or load-from-sql.");
        writeMode =
                module.text("sql_write_mode", "", "When a database learns of a change: write-through or write-back.");
        clusterMode = module.text("cluster_mode", "none", "Only none: there is one server.");
        databaseMode = module.integer(
                        "db_mode",
                        -1,
                        "The old name of the working modes: 0 no database, 1 write-through, 2 write-back; -1 "
                                + "for what the"
                                + " others say.")
                .between(-1, 4);
        interval = module.integer("timer_interval", 60, "Seconds between two times that write-back writes.")
                .between(1, 86_400);
        useDomain = module.flag(
                        "use_domain",
                        true,
                        "Whether the domain is part of an address of record; in Kamailio's scripts it is not by "
                                + "itself.")
                .forKamailio(false);
        newestFirst = module.flag("desc_time_order", false, "Whether the newest contact comes first, whatever its q.");
        matchingMode = module.integer(
                        "matching_mode", 0, "Which contact a REGISTER replaces: 0 that of the same URI, 1 and Call-ID.")
                .between(0, 1);
        cseqDelay = module.integer(
                        "cseq_delay", 20, "For how many seconds a repeated REGISTER counts as a retransmission.")
                .between(0, 3600);
        natFlag = module.parameter(
                "nat_bflag",
                "The branch flag that marks contacts behind a NAT.",
                "",
                Type.ANY,
                false,
                (_, given) -> Values.text(given));
        dumpStore = module.flag("mi_dump_kv_store", false, "Whether commands show keys and values of contacts.");
        preload = module.texts("preload", "A table that is loaded at the start, beside those that scripts name.");
        for (String column : COLUMNS) {
            columns.put(
                    column,
                    module.text(
                            column + "_column",
                            "",
                            "The name of the column " + named(column) + ", if it is another one."));
        }
        for (String accepted : List.of("cachedb_url", "pinging_mode", "ha_shtag")) {
            module.ignored(accepted, Type.STRING, "there is no cluster");
        }
        for (String accepted : List.of(
                "hash_size",
                "location_cluster",
                "ha_cluster",
                "skip_replicated_db_ops",
                "max_contact_delete",
                "regen_broken_contactid",
                "latency_event_min_us",
                "latency_event_min_us_delta",
                "contact_refresh_timer")) {
            module.ignored(accepted, Type.INTEGER, "there is nothing for it to change here");
        }
        older(module);
    }

    /// What only Kamailio's scripts set.
    private static void older(ModuleBuilder module) {
        for (String name : List.of(
                "db_check_update",
                "db_clean_tcp",
                "db_insert_null",
                "db_insert_update",
                "db_load",
                "db_ops_ruid",
                "db_raw_fetch_type",
                "db_timer_clean",
                "db_update_as_insert",
                "expires_type",
                "fetch_rows",
                "load_rank",
                "version_table")) {
            module.ignored(name, Type.INTEGER, "tables are known by their columns, and rows are written by their keys");
        }
        for (String name :
                List.of("ka_mode", "ka_filter", "ka_interval", "ka_randomize", "ka_timeout", "ka_loglevel")) {
            module.ignored(name, Type.INTEGER, "the module nathelper keeps contacts alive");
        }
        for (String name : List.of("ka_from", "ka_domain", "ka_method", "ka_logmsg", "ka_reply_codes")) {
            module.ignored(name, Type.STRING, "the module nathelper keeps contacts alive");
        }
        module.ignored("timer_procs", Type.INTEGER, "work that waits runs on threads of its own");
        module.ignored("rm_expired_delay", Type.INTEGER, "who has not registered again is not there any more");
        module.ignored("handle_lost_tcp", Type.INTEGER, "a contact stays as long as it is registered for");
        module.ignored("close_expired_tcp", Type.INTEGER, "a connection ends when nothing has come by it for long");
        module.ignored("skip_remote_socket", Type.INTEGER, "a contact of another server is reached by any socket");
        module.ignored("server_id_filter", Type.INTEGER, "there is no cluster");
        module.ignored("xavp_contact", Type.STRING, "what is known of a contact goes with its branch");
        for (String name :
                List.of("connection_id_column", "keepalive_column", "partition_column", "server_id_column")) {
            module.ignored(name, Type.STRING, "the column is that of the schema");
        }
    }

    private static String named(String column) {
        return column.equals("user") ? "username" : column;
    }

    String databaseUrl() {
        return databaseUrl.value();
    }

    long interval() {
        return interval.value();
    }

    boolean useDomain() {
        return useDomain.value();
    }

    boolean newestFirst() {
        return newestFirst.value();
    }

    int matchingMode() {
        return matchingMode.value().intValue();
    }

    int cseqDelay() {
        return cseqDelay.value().intValue();
    }

    String natFlag() {
        return natFlag.value();
    }

    boolean dumpStore() {
        return dumpStore.value();
    }

    List<String> preload() {
        return preload.value();
    }

    /// The name of a column in this database.
    ///
    /// @param standard its name in the schemas
    String column(String standard) {
        String key = standard.equals("username") ? "user" : standard;
        ModuleParameter<String> parameter = columns.get(key);
        return parameter == null || parameter.value().isEmpty() ? standard : parameter.value();
    }

    /// When a database learns of a change.
    ///
    /// @throws StartException for modes that there are not
    Mode mode() throws StartException {
        if (!preset.value().isEmpty()) {
            return switch (preset.value()) {
                case "single-instance-no-db" -> Mode.MEMORY;
                case "single-instance-sql-write-through" -> Mode.WRITE_THROUGH;
                case "single-instance-sql-write-back" -> Mode.WRITE_BACK;
                case "sql-only", "federation-cachedb-cluster", "full-sharing-cluster", "full-sharing-cachedb-cluster" ->
                    throw wrong("working_mode_preset " + preset.value() + " is not available: take"
                            + " single-instance-sql-write-through, which answers when the database has the contact");
                default -> throw wrong("there is no working_mode_preset " + preset.value());
            };
        }
        if (databaseMode.value() >= 0) {
            return switch (databaseMode.value().intValue()) {
                case 0 -> Mode.MEMORY;
                case 1 -> Mode.WRITE_THROUGH;
                case 2 -> Mode.WRITE_BACK;
                default ->
                    throw wrong("db_mode " + databaseMode.value() + " is not available: take 1, which keeps"
                            + " contacts in the database and in memory");
            };
        }
        if (!clusterMode.value().equals("none")) {
            throw wrong("cluster_mode " + clusterMode.value() + " is not available: there is one server");
        }
        return switch (persistency.value()) {
            case "none" -> Mode.MEMORY;
            case "load-from-sql" -> writeMode.value().equals("write-through") ? Mode.WRITE_THROUGH : Mode.WRITE_BACK;
            default ->
                throw wrong("restart_persistency " + persistency.value() + " is not available: take load-from-sql");
        };
    }

    private static StartException wrong(String text) {
        return new StartException(StartException.Reason.CONFIGURATION, text + ".");
    }
}
