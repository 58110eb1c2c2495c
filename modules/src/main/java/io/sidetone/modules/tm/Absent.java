package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.List;

/// What older scripts may name and what does nothing here, with the reason.
final class Absent {

    private static final String NO_FILES = "requests are not written to files and sockets for other programs; use exec";
    private static final String NO_ANYCAST = "there are no several servers at one address yet";
    private static final String OLD_RULES = "requests of RFC 2543 are told apart by all that it names";

    private Absent() {}

    static void parameters(ModuleBuilder module) {
        module.ignored("auto_100trying", Type.INTEGER, "a 100 is sent when a caller would begin to repeat himself");
        module.ignored("enable_stats", Type.INTEGER, "statistics cost nothing");
        module.ignored("pass_provisional_replies", Type.INTEGER, "there are no programs that would get them");
        module.ignored("syn_branch", Type.INTEGER, "branches survive no restart");
        module.ignored("ruri_matching", Type.INTEGER, OLD_RULES);
        module.ignored("via1_matching", Type.INTEGER, OLD_RULES);
        module.ignored("wt_timer", Type.INTEGER, "what is over lingers as RFC 3261 has it, and is small");
        module.ignored("delete_timer", Type.INTEGER, "nothing is deleted by hand here");
        module.ignored("timer_partitions", Type.INTEGER, "timers need no partitions here");
        module.ignored("unix_tx_timeout", Type.INTEGER, NO_FILES);
        module.ignored("tw_append", Type.STRING, NO_FILES);
        module.ignored("minor_branch_flag", Type.STRING, "all branches are waited for");
        module.ignored("local_request_route", Type.STRING, "`local_route` sees requests of ours");
        module.ignored("local_reply_route", Type.STRING, "no route sees replies of ours");
        module.ignored("tm_replication_cluster", Type.INTEGER, NO_ANYCAST);
        module.ignored("cluster_param", Type.STRING, NO_ANYCAST);
        module.ignored("cluster_auto_cancel", Type.INTEGER, NO_ANYCAST);
        matching(module);
        replies(module);
        sending(module);
    }

    private static void matching(ModuleBuilder module) {
        module.ignored("callid_matching", Type.INTEGER, OLD_RULES);
        module.ignored("callid_cseq_matching", Type.INTEGER, OLD_RULES);
        module.ignored(
                "reply_matching", Type.INTEGER, "replies are told apart by branch and method, as RFC 3261 has it");
        module.ignored("unmatched_cancel", Type.INTEGER, "the script sees each CANCEL and decides");
        module.ignored("reparse_invite", Type.INTEGER, "a CANCEL is made of what was sent on its branch");
        module.ignored("ac_extra_hdrs", Type.STRING, "an ACK and a CANCEL have the fields that RFC 3261 names");
        module.ignored("headers_mode", Type.INTEGER, "an ACK and a CANCEL have the fields that RFC 3261 names");
        module.ignored(
                "cancel_b_method", Type.INTEGER, "a branch that has answered nothing gets its CANCEL when it does");
    }

    private static void replies(ModuleBuilder module) {
        module.ignored("auto_inv_100", Type.INTEGER, "a 100 is sent when a caller would begin to repeat himself");
        module.ignored("auto_inv_100_reason", Type.STRING, "a 100 is Trying");
        module.ignored("noisy_ctimer", Type.INTEGER, "who is given up is told so with a CANCEL");
        module.ignored("faked_reply_prio", Type.INTEGER, "a time-out counts as the 408 that it is");
        module.ignored("failure_exec_mode", Type.INTEGER, "what was not sent at all does not run the failure route");
        module.ignored("aggregate_challenges", Type.INTEGER, "challenges of all branches go back together");
        module.ignored("relay_100", Type.INTEGER, "a 100 is between two neighbours");
        module.ignored("rich_redirect", Type.INTEGER, "the Contact of a 302 is what the script makes of it");
        module.ignored("reply_relay_mode", Type.INTEGER, "after a final reply only a 2xx to an INVITE goes back");
        module.ignored("delayed_reply", Type.INTEGER, "where nothing could be sent that is answered at once");
        module.ignored("default_code", Type.INTEGER, "scripts say what they answer");
        module.ignored("default_reason", Type.STRING, "scripts say what they answer");
        module.ignored("reply_408_code", Type.INTEGER, "a time-out is answered as the 408 that it is");
        module.ignored("reply_408_reason", Type.STRING, "a time-out is answered as the 408 that it is");
        module.ignored("on_sl_reply", Type.STRING, "the reply route without a name sees all replies");
    }

    private static void sending(ModuleBuilder module) {
        String blocked = "destinations that do not answer are left alone for a while";
        for (String name : List.of(
                "blst_503",
                "blst_503_def_timeout",
                "blst_503_min_timeout",
                "blst_503_max_timeout",
                "blst_methods_add",
                "blst_methods_lookup")) {
            module.ignored(name, Type.INTEGER, blocked);
        }
        module.ignored("reparse_on_dns_failover", Type.INTEGER, "each address gets a Via of its own");
        module.ignored("dns_reuse_rcv_socket", Type.INTEGER, "each address is sent to from a socket that reaches it");
        module.ignored("failover_reply_codes", Type.STRING, "the next address is tried after 503, as RFC 3263 has it");
        module.ignored("enable_uac_fr", Type.INTEGER, "requests of ours have no failure route");
        module.ignored("local_ack_mode", Type.INTEGER, "the ACK to a failure goes the way of its INVITE");
        module.ignored("local_ack_branch_mode", Type.INTEGER, "each ACK to a 2xx has a branch of its own");
        module.ignored("local_cancel_reason", Type.INTEGER, "a CANCEL of ours says no reason");
        module.ignored("e2e_cancel_hop_by_hop", Type.INTEGER, "a CANCEL is answered and made anew at each hop");
        module.ignored("exec_time_check", Type.INTEGER, "the statistics tell how often scripts wait");
        module.ignored("evlreq_mode", Type.INTEGER, "`local_route` sees requests of ours");
        module.ignored("fr_timer_avp", Type.STRING, "`t_set_fr` says it");
        module.ignored("fr_inv_timer_avp", Type.STRING, "`t_set_fr` says it");
        module.ignored("contacts_avp", Type.STRING, "what `t_load_contacts` keeps is in no variable");
        module.ignored("contact_flows_avp", Type.STRING, "the other flows of a device are tried by themselves");
        module.ignored("xavp_contact", Type.STRING, "what is known of a contact goes with its branch");
        for (String name : List.of("event_callback", "event_callback_lres_sent", "evcb_local_ack_sent")) {
            module.ignored(name, Type.STRING, "there are no functions of other languages to be called");
        }
    }

    static void define(ModuleBuilder module) {
        for (String name : new String[] {"t_write_req", "t_write_unix"}) {
            module.function(name, "Does nothing: " + NO_FILES + ".")
                    .with(Argument.text("info", "What would be written."))
                    .with(Argument.text("path", "Where to."))
                    .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE)
                    .returns(-1, "always")
                    .example(name + "(\"voicemail\", \"/tmp/fifo\");")
                    .does((_, _, _) -> -1);
        }
        module.function("t_anycast_replicate", "Does nothing: " + NO_ANYCAST + ".")
                .in(ROUTE)
                .returns(-1, "always")
                .example("t_anycast_replicate();")
                .does(_ -> -1);
    }
}
