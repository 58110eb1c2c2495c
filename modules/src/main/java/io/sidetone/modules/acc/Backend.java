package io.sidetone.modules.acc;

import io.sidetone.script.value.ScriptError;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where records go.
enum Backend {
    LOG,
    DB,
    EVI;

    /// What a backend is told beside answered transactions.
    enum Option {
        /// The whole call as one record, which needs dialogs.
        CDR,
        /// Calls that nobody took.
        MISSED,
        /// Transactions that have failed.
        FAILED
    }

    /// As scripts name several: `log|db`.
    static Set<Backend> parse(String names) {
        Set<Backend> all = EnumSet.noneOf(Backend.class);
        for (String name : names.split("\\|", -1)) {
            all.add(
                    switch (name.strip().toLowerCase(Locale.ROOT)) {
                        case "log" -> LOG;
                        case "db" -> DB;
                        case "evi" -> EVI;
                        case "aaa" ->
                            throw new ScriptError("there is no module for 'aaa', so nothing can be accounted there");
                        default -> throw new ScriptError("'" + name.strip() + "' is none of log, db, evi");
                    });
        }
        return all;
    }

    /// As scripts name several: `missed|failed`.
    static Set<Option> options(String names) {
        Set<Option> all = EnumSet.noneOf(Option.class);
        for (String name : names.split("\\|", -1)) {
            all.add(
                    switch (name.strip().toLowerCase(Locale.ROOT)) {
                        case "cdr" -> Option.CDR;
                        case "missed" -> Option.MISSED;
                        case "failed" -> Option.FAILED;
                        default -> throw new ScriptError("'" + name.strip() + "' is none of cdr, missed, failed");
                    });
        }
        return all;
    }
}
