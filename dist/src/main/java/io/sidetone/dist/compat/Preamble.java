package io.sidetone.dist.compat;

import io.sidetone.dist.compat.row.Row;
import java.util.ArrayList;
import java.util.List;

/// What stands above the configuration of each row, so that rows need not say it. Thread-safe: only functions.
final class Preamble {

    private static final List<String> MODULES =
            List.of("kex", "corex", "tm", "tmx", "sl", "rr", "pv", "maxfwd", "textops", "siputils", "xlog");
    private static final List<String> NATIVE =
            List.of("tm", "sl", "rr", "maxfwd", "textops", "sipmsgops", "siputils", "signaling");

    private Preamble() {}

    /// The lines, for one dialect or the other.
    static String of(Row row) {
        boolean other = row.isNative();
        StringBuilder text = new StringBuilder();
        if (other) {
            text.append("log_level=3\nxlog_level=3\n");
        } else {
            text.append("#!KAMAILIO\ndebug=2\nlog_stderror=yes\nauto_aliases=no\nchildren=")
                    .append(row.head("children", "1"))
                    .append("\ntcp_children=1\n");
        }
        for (String socket : row.head("listen", "udp:SERVER, tcp:SERVER").split(",", -1)) {
            text.append(other ? "socket=" : "listen=").append(socket.strip()).append('\n');
        }
        List<String> modules = new ArrayList<>(other ? NATIVE : MODULES);
        modules.addAll(row.words("modules"));
        modules.forEach(module -> text.append("loadmodule \"").append(module).append(".so\"\n"));
        return text.toString();
    }
}
