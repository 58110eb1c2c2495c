package io.sidetone.dist.compat.row;

import java.util.List;

/// The text of `docs/migrating/kamailio-stock.md`. Thread-safe: only functions.
public final class StockText {

    private StockText() {}

    /// The page of some rows.
    public static String of(List<Row> rows) {
        StringBuilder page = new StringBuilder("""
                # The configuration that Kamailio's package brings

                Generated from `dist/src/test/resources/stock` by `./sidetone docs`; do not edit.

                Debian's package of Kamailio 5.6 brings `/etc/kamailio/kamailio.cfg`, with switches for what it can do. A test runs
                it byte for byte, on Kamailio and on our server, with `-A` for its switches and `--listen` for its sockets, and
                compares what peers see. `./sidetone compat --stock` does the same.

                | switches | what is tried | result |
                |---|---|---|
                """);
        for (Row row : rows) {
            String switches = row.head("switches", "").replaceAll(" ?DBURL=\\S+", "");
            page.append("| ")
                    .append(switches.isEmpty() ? "none" : "`" + switches.replace(" ", "` `") + "`")
                    .append(" | ")
                    .append(row.title())
                    .append(" | ")
                    .append(row.kind().word());
            if (row.difference() != null) {
                page.append(": ").append(row.difference());
            }
            page.append(" |\n");
        }
        return page.append("""

                For `WITH_TLS` the folder of the file is one of the trial, with the same files and with the keys that `tls.cfg`
                names. `WITH_NAT` needs rtpproxy or RTPEngine, `WITH_PRESENCE` a presence server and `WITH_JSONRPC` the module
                xhttp: they are not there yet.
                """).toString();
    }
}
