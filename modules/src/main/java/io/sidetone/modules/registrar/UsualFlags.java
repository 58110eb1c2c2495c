package io.sidetone.modules.registrar;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Kamailio's scripts say by parameters, and by sums of numbers, and others by the flags of a function.
/// Thread-safe once the module is defined.
final class UsualFlags {

    private static final int MEMORY_ONLY = 1;
    private static final int NO_REPLY = 2;
    private static final int ONE_CONTACT = 4;
    private static final int NO_PATH = 8;

    private static final int STRICT = 2;
    private static final String NONE = "-1";

    private final ModuleParameter<Boolean> methodFiltering;
    private final ModuleParameter<Boolean> appendBranches;
    private final ModuleParameter<Boolean> usePath;
    private final ModuleParameter<Long> pathMode;
    private final ModuleParameter<Boolean> pathUseReceived;
    private final ModuleParameter<String> sockFlag;

    UsualFlags(ModuleBuilder module) {
        methodFiltering = module.flag(
                        "method_filtering",
                        false,
                        "Whether `lookup` in Kamailio's scripts finds only contacts that take the method.")
                .changeable();
        appendBranches = module.flag(
                        "append_branches",
                        true,
                        "Whether `lookup` in Kamailio's scripts makes branches of all contacts but the best.")
                .changeable();
        usePath = module.flag("use_path", false, "Whether `save` in Kamailio's scripts keeps the Path of a contact.")
                .changeable();
        pathMode = module.integer(
                        "path_mode",
                        STRICT,
                        "With `use_path`: 2 refuses a device that does not say that it supports Path, 0 and 1 do not.")
                .between(0, 2)
                .changeable();
        pathUseReceived = module.flag(
                        "path_use_received",
                        false,
                        "Whether the Path says where a contact was seen, in Kamailio's scripts.")
                .changeable();
        sockFlag = module.parameter(
                "sock_flag",
                "The flag of requests for which `sock_hdr_name` counts in Kamailio's scripts; -1 for none.",
                NONE,
                Type.ANY,
                false,
                (_, given) -> Values.text(given));
        absent(module);
    }

    private static void absent(ModuleBuilder module) {
        module.ignored("default_expires_range", Type.INTEGER, "`expires_max_deviation` says it in seconds");
        module.ignored("expires_range", Type.INTEGER, "`expires_max_deviation` says it in seconds");
        module.ignored("path_check_local", Type.INTEGER, "a path of ours is taken off where it leads here");
        module.ignored("xavp_cfg", Type.STRING, "the flags of `save` say it");
        module.ignored("xavp_rcd", Type.STRING, "`reg_fetch_contacts` tells of contacts");
        module.ignored("xavp_rcd_mask", Type.INTEGER, "`reg_fetch_contacts` tells of contacts");
        module.ignored("event_callback", Type.STRING, "there are no functions of other languages to be called");
        module.ignored("lookup_filter_mode", Type.INTEGER, "the flags of `lookup` say what is found");
        module.ignored("regid_mode", Type.INTEGER, "flows are told apart as RFC 5626 has it");
        module.ignored("sock_mode", Type.INTEGER, "a socket is known by its address and its name");
        module.ignored("use_expired_contacts", Type.INTEGER, "who has not registered again is not there any more");
    }

    /// The flags of `save`.
    ///
    /// @param sum of numbers, as the script says; null for none
    String save(RoutingContext context, @Nullable String sum) {
        long bits = bits(sum);
        List<String> flags = new ArrayList<>();
        if ((bits & MEMORY_ONLY) != 0) {
            flags.add("memory-only");
        }
        if ((bits & NO_REPLY) != 0) {
            flags.add("no-reply");
        }
        if ((bits & ONE_CONTACT) != 0) {
            flags.add("max-contacts=1");
            flags.add("force-registration");
        }
        if (usePath.value() && (bits & NO_PATH) == 0) {
            flags.add(pathMode.value() == STRICT ? "path-strict" : "path-lazy");
            if (pathUseReceived.value()) {
                flags.add("path-received");
            }
        }
        String flag = sockFlag.value();
        if (!flag.equals(NONE) && context.transaction().flags().isSet(flag)) {
            flags.add("socket-header");
        }
        return String.join(",", flags);
    }

    private static long bits(@Nullable String sum) {
        if (sum == null || sum.isBlank()) {
            return 0;
        }
        try {
            return Long.decode(sum.strip());
        } catch (NumberFormatException _) {
            throw new ScriptError("the flags of save() are a sum of numbers, not '" + sum + "'");
        }
    }

    /// The flags of `lookup`.
    String lookup() {
        List<String> flags = new ArrayList<>();
        if (methodFiltering.value()) {
            flags.add("method-filtering");
        }
        if (!appendBranches.value()) {
            flags.add("no-branches");
        }
        return String.join(",", flags);
    }
}
