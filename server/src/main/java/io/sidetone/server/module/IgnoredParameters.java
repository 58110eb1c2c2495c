package io.sidetone.server.module;

import io.sidetone.script.value.Type;
import java.util.List;

/// The global parameters that old scripts set and that do nothing here, each with the reason: who loads such a
/// script is told once. Immutable.
final class IgnoredParameters {

    private static final String PROCESSES = "there are no processes to share out, one pool of threads does all";
    private static final String MEMORY = "the virtual machine looks after memory";
    private static final String LOG = "where the log goes is set up outside of the script";
    private static final String KEEPALIVE = "connections without traffic are closed after tcp_connection_lifetime";

    private IgnoredParameters() {}

    // LONG: a table, row after row.
    static List<ModuleParameter<?>> all() {
        return List.of(
                row("auto_scaling_cycle", Type.INTEGER, false, PROCESSES),
                row("auto_scaling_profile", Type.ANY, true, PROCESSES),
                row("udp_workers", Type.ANY, false, PROCESSES),
                row("tcp_workers", Type.ANY, false, PROCESSES),
                row("timer_workers", Type.ANY, false, PROCESSES),
                row("tcp_threads", Type.INTEGER, false, PROCESSES),
                row("worker_reactor_timeout", Type.INTEGER, false, PROCESSES).or("workerreactortimeout"),
                row("poll_method", Type.ANY, false, "the best method of the system is taken"),
                row("chroot", Type.STRING, false, "a service manager does it, such as systemd by RootDirectory"),
                row("wdir", Type.ANY, false, "a service manager does it, such as systemd by WorkingDirectory")
                        .or("workdir"),
                row("disable_core_dump", Type.INTEGER, false, "the system decides, by ulimit"),
                row("open_files_limit", Type.INTEGER, false, "the system decides, by ulimit"),
                row("debug_mode", Type.INTEGER, false, "start with the level that you want, by `log_level`"),
                row(
                        "db_max_async_connections",
                        Type.INTEGER,
                        false,
                        "each database has one pool of connections, which its module sets"),
                row(
                        "query_buffer_size",
                        Type.INTEGER,
                        false,
                        "rows that come together are written together by themselves"),
                row(
                        "query_flush_time",
                        Type.INTEGER,
                        false,
                        "rows that come together are written together by themselves"),
                row(
                        "disable_dns_blacklist",
                        Type.INTEGER,
                        false,
                        "destinations that do not answer are tried last for a while"),
                row("dns", Type.INTEGER, false, "every request is told by `received` where it came from"),
                row("rev_dns", Type.INTEGER, false, "every request is told by `received` where it came from"),
                row("dns_servers_no", Type.INTEGER, false, "all servers of the system are asked"),
                row(
                        "dns_try_ipv6",
                        Type.INTEGER,
                        false,
                        "both kinds of addresses are looked for, if there are sockets for them"),
                row("dns_use_search_list", Type.INTEGER, false, "names of SIP are always whole"),
                row("event_pkg_threshold", Type.INTEGER, false, MEMORY),
                row("event_shm_threshold", Type.INTEGER, false, MEMORY),
                row("mem-group", Type.ANY, true, MEMORY),
                row("mem_warming", Type.INTEGER, false, MEMORY).or("mem_warming_enabled"),
                row("mem_warming_percentage", Type.INTEGER, false, MEMORY),
                row("mem_warming_pattern_file", Type.STRING, false, MEMORY),
                row("memdump", Type.INTEGER, false, MEMORY).or("mem_dump"),
                row("memlog", Type.INTEGER, false, MEMORY).or("mem_log"),
                row("shm_hash_split_percentage", Type.INTEGER, false, MEMORY),
                row("shm_memlog_size", Type.INTEGER, false, MEMORY),
                row("shm_secondary_hash_size", Type.INTEGER, false, MEMORY),
                row("restart_persistency_cache_file", Type.STRING, false, "what has to survive is in the database"),
                row("restart_persistency_size", Type.INTEGER, false, "what has to survive is in the database"),
                row("exec_dns_threshold", Type.INTEGER, false, "no message waits for DNS while others do")
                        .or("execdnsthreshold"),
                row("tcp_threshold", Type.INTEGER, false, "nobody waits until something is sent")
                        .or("tcpthreshold"),
                row("log_event_enabled", Type.INTEGER, false, LOG),
                row("log_event_level_filter", Type.INTEGER, false, LOG),
                row("log_json_buf_size", Type.INTEGER, false, LOG),
                row("log_msg_buf_size", Type.INTEGER, false, LOG),
                row("log_stdout", Type.INTEGER, false, LOG),
                row("stderror_enabled", Type.INTEGER, false, LOG),
                row("stderror_level_filter", Type.INTEGER, false, LOG),
                row("syslog_enabled", Type.INTEGER, false, LOG),
                row("stderror_log_format", Type.STRING, false, LOG),
                row("syslog_facility", Type.STRING, false, LOG),
                row("syslog_level_filter", Type.INTEGER, false, LOG),
                row("syslog_log_format", Type.STRING, false, LOG),
                row("syslog_name", Type.STRING, false, LOG),
                row("mcast_loopback", Type.INTEGER, false, "nothing is sent to many at once"),
                row("mcast_ttl", Type.INTEGER, false, "nothing is sent to many at once"),
                row("mpath", Type.STRING, true, "modules are found by their names"),
                row("pi_framework", Type.STRING, false, "tables are edited with the tools of the database"),
                row("pv_print_buf_size", Type.INTEGER, false, "texts are as long as they have to be, up to 1 MiB"),
                row("xlog_buf_size", Type.INTEGER, false, "texts are as long as they have to be, up to 1 MiB"),
                row(
                        "tcp_no_new_conn_rplflag",
                        Type.STRING,
                        false,
                        "responses only open connections where RFC 3261 wants it"),
                row("tcp_socket_backlog", Type.INTEGER, false, "the system decides, by net.core.somaxconn"),
                row("tcp_keepalive", Type.INTEGER, false, KEEPALIVE),
                row("tcp_keepcount", Type.INTEGER, false, KEEPALIVE),
                row("tcp_keepidle", Type.INTEGER, false, KEEPALIVE),
                row("tcp_keepinterval", Type.INTEGER, false, KEEPALIVE));
    }

    private static ModuleParameter<Object> row(String name, Type type, boolean repeated, String why) {
        return new ModuleParameter<Object>(name, "Does nothing: " + why + ".", "", type, repeated, (_, given) -> given)
                .ignored(why);
    }
}
