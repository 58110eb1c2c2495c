package io.sidetone.server.module;

import io.sidetone.script.value.Type;
import java.util.List;

/// The global parameters that old scripts set and that do nothing here, each with the reason: who loads such a
/// script is told once. Immutable.
final class IgnoredParameters {

    private static final String PROCESSES = "there are no processes to share out, one pool of threads does all";
    private static final String MEMORY = "the virtual machine looks after memory";
    private static final String LOG = "where the log goes is set up outside of the script";
    private static final String RESOLV_CONF = "the options of /etc/resolv.conf say how servers are asked";
    private static final String KEEPALIVE = "connections without traffic are closed after tcp_connection_lifetime";

    private IgnoredParameters() {}

    // LONG: a table, row after row.
    static List<ModuleParameter<?>> all() {
        return List.of(
                ModuleParameter.ignored("auto_aliases", Type.INTEGER, "names are ours if they are written as `alias`"),
                ModuleParameter.ignored(
                                "exec_msg_threshold",
                                Type.INTEGER,
                                "a message holds up no other: what waits leaves its thread")
                        .or("execmsgthreshold"),
                ModuleParameter.ignored(
                        "enable_asserts",
                        Type.INTEGER,
                        "each `assert` is looked at, and ends the run if it does not hold"),
                ModuleParameter.ignored(
                        "abort_on_assert", Type.INTEGER, "one message that goes wrong does not end the server"),
                ModuleParameter.ignored(
                        "sip_warning", Type.INTEGER, "what helps to find faults is in the log, not told to strangers"),
                ModuleParameter.ignored(
                        "disable_stateless_fwd",
                        Type.INTEGER,
                        "responses without a transaction are forwarded if their top Via is ours"),
                ModuleParameter.ignored(
                        "check_via", Type.INTEGER, "responses are always dropped whose top Via is not ours"),
                ModuleParameter.ignored(
                        "dns_try_naptr", Type.INTEGER, "NAPTR records are looked for, as RFC 3263 has it"),
                ModuleParameter.ignored("dns_retr_time", Type.INTEGER, RESOLV_CONF),
                ModuleParameter.ignored("dns_retr_no", Type.INTEGER, RESOLV_CONF),
                ModuleParameter.ignored(
                        "db_version_table", Type.STRING, "the table is called `version`, as both families make it"),
                ModuleParameter.ignored(
                        "tcp_no_new_conn_bflag",
                        Type.STRING,
                        "a target that no connection reaches any more fails when one cannot be made"),
                ModuleParameter.ignored(
                        "tcp_accept_aliases",
                        Type.INTEGER,
                        "an `alias` in a Via counts where the certificate of the peer proves it, as RFC 5923 has it; "
                                + "over TCP nothing does, so it takes a call of force_tcp_alias()"),
                ModuleParameter.ignored("auto_scaling_cycle", Type.INTEGER, PROCESSES),
                ModuleParameter.ignored("auto_scaling_profile", Type.ANY, PROCESSES),
                ModuleParameter.ignored("udp_workers", Type.ANY, PROCESSES),
                ModuleParameter.ignored("tcp_workers", Type.ANY, PROCESSES),
                ModuleParameter.ignored("timer_workers", Type.ANY, PROCESSES),
                ModuleParameter.ignored("tcp_threads", Type.INTEGER, PROCESSES),
                ModuleParameter.ignored("worker_reactor_timeout", Type.INTEGER, PROCESSES)
                        .or("workerreactortimeout"),
                ModuleParameter.ignored("poll_method", Type.ANY, "the best method of the system is taken"),
                ModuleParameter.ignored(
                        "chroot", Type.STRING, "a service manager does it, such as systemd by RootDirectory"),
                ModuleParameter.ignored(
                                "wdir", Type.ANY, "a service manager does it, such as systemd by WorkingDirectory")
                        .or("workdir"),
                ModuleParameter.ignored("disable_core_dump", Type.INTEGER, "the system decides, by ulimit"),
                ModuleParameter.ignored("open_files_limit", Type.INTEGER, "the system decides, by ulimit"),
                ModuleParameter.ignored(
                        "debug_mode", Type.INTEGER, "start with the level that you want, by `log_level`"),
                ModuleParameter.ignored(
                        "db_max_async_connections",
                        Type.INTEGER,
                        "each database has one pool of connections, which its module sets"),
                ModuleParameter.ignored(
                        "query_buffer_size",
                        Type.INTEGER,
                        "rows that come together are written together by themselves"),
                ModuleParameter.ignored(
                        "query_flush_time", Type.INTEGER, "rows that come together are written together by themselves"),
                ModuleParameter.ignored(
                        "disable_dns_blacklist",
                        Type.INTEGER,
                        "destinations that do not answer are tried last for a while"),
                ModuleParameter.ignored("dns", Type.INTEGER, "every request is told by `received` where it came from"),
                ModuleParameter.ignored(
                        "rev_dns", Type.INTEGER, "every request is told by `received` where it came from"),
                ModuleParameter.ignored("dns_servers_no", Type.INTEGER, "all servers of the system are asked"),
                ModuleParameter.ignored(
                        "dns_try_ipv6",
                        Type.INTEGER,
                        "both kinds of addresses are looked for, if there are sockets for them"),
                ModuleParameter.ignored("dns_use_search_list", Type.INTEGER, "names of SIP are always whole"),
                ModuleParameter.ignored("event_pkg_threshold", Type.INTEGER, MEMORY),
                ModuleParameter.ignored("event_shm_threshold", Type.INTEGER, MEMORY),
                ModuleParameter.ignored("mem-group", Type.ANY, MEMORY),
                ModuleParameter.ignored("mem_warming", Type.INTEGER, MEMORY).or("mem_warming_enabled"),
                ModuleParameter.ignored("mem_warming_percentage", Type.INTEGER, MEMORY),
                ModuleParameter.ignored("mem_warming_pattern_file", Type.STRING, MEMORY),
                ModuleParameter.ignored("memdump", Type.INTEGER, MEMORY).or("mem_dump"),
                ModuleParameter.ignored("memlog", Type.INTEGER, MEMORY).or("mem_log"),
                ModuleParameter.ignored("shm_hash_split_percentage", Type.INTEGER, MEMORY),
                ModuleParameter.ignored("shm_memlog_size", Type.INTEGER, MEMORY),
                ModuleParameter.ignored("shm_secondary_hash_size", Type.INTEGER, MEMORY),
                ModuleParameter.ignored(
                        "restart_persistency_cache_file", Type.STRING, "what has to survive is in the database"),
                ModuleParameter.ignored(
                        "restart_persistency_size", Type.INTEGER, "what has to survive is in the database"),
                ModuleParameter.ignored("exec_dns_threshold", Type.INTEGER, "no message waits for DNS while others do")
                        .or("execdnsthreshold"),
                ModuleParameter.ignored("tcp_threshold", Type.INTEGER, "nobody waits until something is sent")
                        .or("tcpthreshold"),
                ModuleParameter.ignored("log_event_enabled", Type.INTEGER, LOG),
                ModuleParameter.ignored("log_event_level_filter", Type.INTEGER, LOG),
                ModuleParameter.ignored("log_json_buf_size", Type.INTEGER, LOG),
                ModuleParameter.ignored("log_msg_buf_size", Type.INTEGER, LOG),
                ModuleParameter.ignored("log_stdout", Type.INTEGER, LOG),
                ModuleParameter.ignored("stderror_enabled", Type.INTEGER, LOG),
                ModuleParameter.ignored("stderror_level_filter", Type.INTEGER, LOG),
                ModuleParameter.ignored("syslog_enabled", Type.INTEGER, LOG),
                ModuleParameter.ignored("stderror_log_format", Type.STRING, LOG),
                ModuleParameter.ignored("syslog_facility", Type.STRING, LOG),
                ModuleParameter.ignored("syslog_level_filter", Type.INTEGER, LOG),
                ModuleParameter.ignored("syslog_log_format", Type.STRING, LOG),
                ModuleParameter.ignored("syslog_name", Type.STRING, LOG),
                ModuleParameter.ignored("mcast_loopback", Type.INTEGER, "nothing is sent to many at once"),
                ModuleParameter.ignored("mcast_ttl", Type.INTEGER, "nothing is sent to many at once"),
                ModuleParameter.ignored("mpath", Type.STRING, "modules are found by their names"),
                ModuleParameter.ignored(
                        "pi_framework", Type.STRING, "tables are edited with the tools of the database"),
                ModuleParameter.ignored(
                        "pv_print_buf_size", Type.INTEGER, "texts are as long as they have to be, up to 1 MiB"),
                ModuleParameter.ignored(
                        "xlog_buf_size", Type.INTEGER, "texts are as long as they have to be, up to 1 MiB"),
                ModuleParameter.ignored(
                        "tcp_no_new_conn_rplflag",
                        Type.STRING,
                        "responses only open connections where RFC 3261 wants it"),
                ModuleParameter.ignored(
                        "tcp_socket_backlog", Type.INTEGER, "the system decides, by net.core.somaxconn"),
                ModuleParameter.ignored("tcp_keepalive", Type.INTEGER, KEEPALIVE),
                ModuleParameter.ignored("tcp_keepcount", Type.INTEGER, KEEPALIVE),
                ModuleParameter.ignored("tcp_keepidle", Type.INTEGER, KEEPALIVE),
                ModuleParameter.ignored("tcp_keepinterval", Type.INTEGER, KEEPALIVE));
    }
}
