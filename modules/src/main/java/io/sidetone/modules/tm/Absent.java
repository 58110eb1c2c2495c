package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;

/// What older scripts may name and what does nothing here, with the reason.
final class Absent {

    private static final String NO_FILES =
            "requests are not written to files and sockets for other programs; " + "use exec";
    private static final String NO_ANYCAST = "there are no several servers at one address yet";
    private static final String OLD_RULES = "requests of RFC 2543 are told apart by all that it names";

    private Absent() {}

    static void parameters(ModuleBuilder module) {
        flag(module, "restart_fr_on_each_reply", true, "each provisional reply but 100 starts the time anew");
        flag(module, "auto_100trying", true, "a 100 is sent when a caller would begin to repeat himself");
        flag(module, "enable_stats", true, "statistics cost nothing");
        flag(module, "pass_provisional_replies", false, "there are no programs that would get them");
        flag(module, "syn_branch", true, "branches survive no restart");
        flag(module, "ruri_matching", true, OLD_RULES);
        flag(module, "via1_matching", true, OLD_RULES);
        number(module, "wt_timer", 5, "what is over lingers as RFC 3261 has it, and is small");
        number(module, "delete_timer", 2, "nothing is deleted by hand here");
        number(module, "timer_partitions", 1, "timers need no partitions here");
        number(module, "unix_tx_timeout", 2, NO_FILES);
        module.texts("tw_append", "Does nothing: " + NO_FILES + ".").ignored(NO_FILES);
        text(module, "minor_branch_flag", "all branches are waited for");
        text(module, "local_request_route", "`local_route` sees requests of ours");
        text(module, "local_reply_route", "no route sees replies of ours");
        number(module, "tm_replication_cluster", 0, NO_ANYCAST);
        text(module, "cluster_param", NO_ANYCAST);
        flag(module, "cluster_auto_cancel", true, NO_ANYCAST);
    }

    private static void flag(ModuleBuilder module, String name, boolean usual, String why) {
        module.flag(name, usual, "Does nothing: " + why + ".").ignored(why);
    }

    private static void number(ModuleBuilder module, String name, long usual, String why) {
        module.integer(name, usual, "Does nothing: " + why + ".").ignored(why);
    }

    private static void text(ModuleBuilder module, String name, String why) {
        module.text(name, "", "Does nothing: " + why + ".").ignored(why);
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
