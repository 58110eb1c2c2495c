package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;

/// What older scripts may name and what does nothing here, with the reason.
final class Absent {

    private static final String NO_FILES = "requests are not written to files and sockets for other programs; use exec";
    private static final String NO_ANYCAST = "there are no several servers at one address yet";
    private static final String OLD_RULES = "requests of RFC 2543 are told apart by all that it names";

    private Absent() {}

    static void parameters(ModuleBuilder module) {
        module.ignored("restart_fr_on_each_reply", Type.INTEGER, "each provisional reply but 100 starts the time anew");
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
