package io.sidetone.modules.nathelper;

import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What scripts say of pings. Confined to the module.
@SuppressWarnings("NullAway.Init")
final class PingParameters {

    private ModuleParameter<Long> interval;
    private ModuleParameter<Boolean> natedOnly;
    private ModuleParameter<String> requestFlag;
    private ModuleParameter<String> removalFlag;
    private ModuleParameter<String> from;
    private ModuleParameter<String> method;
    private ModuleParameter<Boolean> streams;
    private ModuleParameter<String> socket;
    private ModuleParameter<Long> threshold;
    private ModuleParameter<Long> most;
    private ModuleParameter<String> ignored;

    void define(ModuleBuilder module) {
        interval = module.integer(
                        "natping_interval", 0, "Seconds from one ping of a contact to the next; 0 for no pings.")
                .between(0, 86_400);
        natedOnly = module.flag(
                "ping_nated_only", false, "Whether only contacts with the `nat_bflag` of usrloc are pinged.");
        requestFlag = module.parameter(
                "sipping_bflag",
                "The branch flag of contacts that are pinged by a request.",
                "",
                Type.ANY,
                false,
                (_, given) -> Values.text(given));
        removalFlag = module.text(
                "remove_on_timeout_bflag",
                "",
                "The branch flag of contacts that are removed if they do not answer requests.");
        from = module.text("sipping_from", "", "The URI that requests are from; without it there are none.");
        method = module.text("sipping_method", "OPTIONS", "The method of requests.");
        streams = module.flag("natping_tcp", false, "Whether contacts at the end of connections are pinged, too.");
        socket = module.text(
                "force_socket", "", "The socket for contacts of which none is known, `udp:192.0.2.1:5060`.");
        threshold = module.integer("ping_threshold", 3, "Seconds that an answer may take.")
                .between(1, 3600);
        most = module.integer("max_pings_lost", 3, "How many answers in a row may be missed.")
                .between(1, 1000);
        ignored = module.text("sipping_ignore_rpl_codes", "", "Status codes that are no answer: `408, 480`.");
        module.ignored("keepalive_timeout", Type.INTEGER, "`ping_threshold` and `max_pings_lost` say it");
        module.ignored("udpping_from_path", Type.INTEGER, "what goes to a contact with a path goes by it");
        module.ignored("ignore_path", Type.INTEGER, "what goes to a contact with a path goes by it");
        module.ignored("filter_server_id", Type.INTEGER, "there are no clusters yet");
        module.ignored("natping_disable_bflag", Type.ANY, "the script does not set the flag of contacts to be pinged");
        module.ignored("append_sdp_oldmediaip", Type.INTEGER, "`fix_nated_sdp` says what is added");
        module.ignored("nat_addr_mode", Type.INTEGER, "all ranges that nobody routes count");
        module.ignored("natping_partitions", Type.INTEGER, "pings are always spread over the interval");
        module.ignored("natping_processes", Type.INTEGER, "pings are always spread over the interval");
        module.ignored("natping_socket", Type.STRING, "no other source address is forged");
        module.ignored("sipping_latency_flag", Type.STRING, "how long answers take is not kept");
        module.ignored("cluster_id", Type.INTEGER, "there are no clusters yet");
        module.ignored("cluster_sharing_tag", Type.STRING, "there are no clusters yet");
    }

    boolean isWanted() {
        return interval.value() > 0;
    }

    /// @param natFlag the branch flag that marks contacts behind NATs; null if none does
    PingSettings settings(@Nullable String natFlag) throws StartException {
        if (natedOnly.value() && natFlag == null) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "nathelper: ping_nated_only needs the flag of contacts behind NATs. Set modparam(\"usrloc\", "
                            + "\"nat_bflag\", "
                            + "\"NAT\"), or take it out.");
        }
        Set<Integer> codes = new HashSet<>();
        try {
            for (String code : ignored.value().split(",", -1)) {
                if (!code.isBlank()) {
                    codes.add(Integer.parseInt(code.strip()));
                }
            }
            return new PingSettings(
                    (int) (long) interval.value(),
                    natedOnly.value() ? natFlag : null,
                    requestFlag.value(),
                    removalFlag.value(),
                    from.value().isBlank() ? null : Uri.parse(from.value().strip()),
                    Method.of(method.value().strip()),
                    streams.value(),
                    socket.value().strip(),
                    Duration.ofSeconds(threshold.value()),
                    (int) (long) most.value(),
                    codes);
        } catch (SyntaxException | IllegalArgumentException e) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "nathelper: sipping_from, sipping_method or sipping_ignore_rpl_codes cannot be read: "
                            + e.getMessage() + ". Write sip:ping@example.org, OPTIONS and 408, 480.",
                    e);
        }
    }
}
