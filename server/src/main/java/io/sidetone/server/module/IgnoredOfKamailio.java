package io.sidetone.server.module;

import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.List;

/// The global parameters that only Kamailio's scripts set and that do nothing here, each with the reason: who loads
/// such a script is told once. Immutable.
final class IgnoredOfKamailio {

    private IgnoredOfKamailio() {}

    // LONG: a table.
    static List<ModuleParameter<?>> all() {
        List<ModuleParameter<?>> all = new ArrayList<>();
        rows(
                all,
                "there are no processes to share out, one pool of threads does all",
                "children",
                "workers",
                "socket_workers",
                "tcp_children",
                "sctp_children",
                "async_workers",
                "async_workers_group",
                "async_usleep",
                "async_nonblock",
                "tcp_main_threads",
                "fork",
                "fork_delay",
                "modinit_delay",
                "route_locks_size",
                "wait_worker1_mode",
                "wait_worker1_time",
                "wait_worker1_usleep",
                "tls_threads_mode");
        rows(
                all,
                "the virtual machine looks after memory",
                "memdbg",
                "mem_dbg",
                "mem_summary",
                "mem_safety",
                "mem_add_size",
                "mem_join",
                "mem_status_mode",
                "shm",
                "shm_mem",
                "shm_mem_size",
                "shm_force_alloc",
                "mlock_pages",
                "sql_buffer_size",
                "msg_clone_extra_size",
                "pv_buffer_size",
                "pv_buffer_slots",
                "pv_cache_limit",
                "pv_cache_action",
                "tcp_rd_buf_size",
                "tcp_wq_blk_size",
                "tcp_clone_rcvbuf");
        rows(
                all,
                "a service manager does it, such as systemd by CPUSchedulingPolicy",
                "real_time",
                "rt_prio",
                "rt_policy",
                "rt_timer1_prio",
                "rt_fast_timer_prio",
                "rt_ftimer_prio",
                "rt_timer1_policy",
                "rt_ftimer_policy",
                "rt_timer2_prio",
                "rt_stimer_prio",
                "rt_timer2_policy",
                "rt_stimer_policy");
        rows(
                all,
                "where the log goes, and what the server itself says in it, is set up outside of the script",
                "log_stderror",
                "log_facility",
                "log_name",
                "log_color",
                "log_engine_type",
                "log_engine_data",
                "corelog",
                "core_log",
                "sip_parser_log",
                "sip_parser_log_oneline",
                "verbose_startup",
                "latency_cfg_log",
                "latency_log",
                "latency_limit_db",
                "latency_limit_action",
                "latency_limit_cfg",
                "dns_slow_query_ms");
        rows(
                all,
                "answers of DNS are kept for as long as they say themselves",
                "dns_cache_init",
                "use_dns_cache",
                "dns_use_cache",
                "dns_cache_flags",
                "dns_cache_negative_ttl",
                "dns_cache_min_ttl",
                "dns_cache_max_ttl",
                "dns_cache_mem",
                "dns_cache_gc_interval",
                "dns_cache_del_nonexp",
                "dns_cache_delete_nonexpired",
                "dns_cache_rec_pref");
        rows(
                all,
                "destinations are looked for in the order that RFC 3263 has",
                "dns_srv_lb",
                "dns_srv_loadbalancing",
                "dns_udp_pref",
                "dns_udp_preference",
                "dns_tcp_pref",
                "dns_tcp_preference",
                "dns_tls_pref",
                "dns_tls_preference",
                "dns_sctp_pref",
                "dns_sctp_preference",
                "dns_naptr_ignore_rfc",
                "dns_search_full_match");
        rows(
                all,
                "destinations that do not answer are tried last for a while",
                "dst_blocklist_init",
                "dst_blacklist_init",
                "use_dst_blocklist",
                "use_dst_blacklist",
                "dst_blocklist_mem",
                "dst_blocklist_expire",
                "dst_blocklist_ttl",
                "dst_blocklist_gc_interval",
                "dst_blocklist_udp_imask",
                "dst_blocklist_tcp_imask",
                "dst_blocklist_tls_imask",
                "dst_blocklist_sctp_imask");
        rows(
                all,
                "sockets by TLS are there if `listen` names some, and the module tls says how",
                "enable_tls",
                "tls_enable",
                "disable_tls",
                "tls_disable",
                "tls_port_no",
                "tls_method",
                "tls_verify",
                "tls_require_certificate",
                "tls_certificate",
                "tls_private_key",
                "tls_ca_list",
                "tls_handshake_timeout",
                "tls_send_timeout",
                "tlslog",
                "tls_log",
                "tls_max_connections",
                "tls_connection_match_domain");
        rows(all, "there is no SCTP", "enable_sctp", "disable_sctp");
        rows(
                all,
                "the system decides",
                "tcp_defer_accept",
                "tcp_delayed_ack",
                "tcp_syncnt",
                "tcp_linger2",
                "tcp_keepintvl",
                "tcp_keepcnt",
                "tcp_listen_backlog",
                "tcp_reuse_port",
                "tcp_wait_data",
                "tcp_fd_cache",
                "tcp_poll_method",
                "tcp_source_ipv4",
                "tcp_source_ipv6",
                "maxsndbuffer",
                "pmtu_discovery",
                "udp4_raw",
                "udp4_raw_mtu",
                "udp4_raw_ttl",
                "ip_free_bind",
                "ipfreebind",
                "ip_nonlocal_bind",
                "mcast",
                "udp_receiver_mode");
        more(all);
        return all;
    }

    // LONG: the rest of the table.
    private static void more(List<ModuleParameter<?>> all) {
        rows(
                all,
                "connections are made, kept within limits and closed as RFC 3261 and RFC 5626 have it",
                "tcp_accept_no_cl",
                "tcp_accept_hep3",
                "tcp_accept_protocols",
                "tcp_accept_protos",
                "tcp_accept_unique",
                "tcp_accept_iplimit",
                "tcp_crlf_ping",
                "tcp_buf_write",
                "tcp_async",
                "tcp_conn_wq_max",
                "tcp_wq_max",
                "tcp_no_connect",
                "tcp_connection_match",
                "tcp_check_timer",
                "tcp_close_rst",
                "tcp_script_mode");
        rows(
                all,
                "a socket takes PROXY headers if `allow_proxy_protocol` stands behind it",
                "tcp_accept_haproxy",
                "udp_accept_proxy");
        rows(
                all,
                "a service manager does it, such as systemd by User and Group",
                "user",
                "uid",
                "group",
                "gid",
                "rundir",
                "run_dir",
                "exit_timeout",
                "ser_kill_timeout");
        rows(
                all,
                "scripts are written in the routing language",
                "cfgengine",
                "kemi",
                "request_route_callback",
                "onsend_route_callback",
                "reply_route_callback",
                "event_route_callback",
                "received_route_callback",
                "received_route_mode",
                "pre_routing_callback");
        rows(
                all,
                "the limits are fixed: docs/language.md names them",
                "max_recursive_level",
                "max_branches",
                "msg_recv_max_size");
        rows(
                all,
                "there is one way only, that of the RFCs",
                "force_rport",
                "add_rport",
                "local_rport",
                "reply_to_via",
                "phone2tel",
                "http_reply_hack",
                "http_reply_parse",
                "sip_parser_mode",
                "uri_host_extra_chars",
                "hdr_name_extra_chars",
                "msg_time",
                "dns_rev_via",
                "ipv6_hex_style",
                "auto_bind_ipv6",
                "bind_ipv6_link_local",
                "auto_domains",
                "msg_apply_changes_mode",
                "onsend_route_reply",
                "async_tkv_evcb",
                "async_tkv_gname");
        rows(
                all,
                "commands run beside each other, and statistics are always counted",
                "rpc_exec_delta",
                "rpc_exec_locks",
                "rpc_exec_locks_mode",
                "statistics",
                "stats_name_separator");
        rows(
                all,
                "a Via has the parameters that the RFCs give it",
                "xavp_via_params",
                "xavp_via_fields",
                "xavp_via_reply_params");
        rows(all, "the table is called `version`, as both families make it", "version_table");
        rows(all, "modules are found by their names", "loadpath", "description", "descr", "desc");
    }

    private static void rows(List<ModuleParameter<?>> all, String why, String... names) {
        for (String name : names) {
            all.add(ModuleParameter.ignored(name, Type.ANY, why));
        }
    }
}
