package io.sidetone.bench.compare;

/// How the INVITEs of a caller differ from those in its file. Immutable.
///
/// @param callee the user who is called; empty for the one in the file
/// @param fields Via and Record-Route fields beside its own Via, as if it had come a long way
/// @param body octets, beside those in the file
record Variation(String callee, int fields, int body) {

    /// It does not.
    static final Variation NONE = new Variation("", 0, 0);

    private static final String OWN_VIA = ";rport\nMax-Forwards: 70\n";
    private static final String LAST_LINE = "a=ptime:20\n";
    private static final int LINE = 64;

    /// The text of a file, changed.
    String of(String text) {
        String changed = callee.isEmpty() ? text : text.replace("[service]", callee);
        int invite = changed.indexOf("INVITE sip:");
        if (fields > 0) {
            StringBuilder more = new StringBuilder(";rport\n");
            for (int i = 1; i <= fields; i++) {
                more.append("Via: SIP/2.0/UDP 192.0.2.")
                        .append(i)
                        .append(";branch=z9hG4bKfar")
                        .append(i)
                        .append('\n');
            }
            for (int i = 1; i <= fields; i++) {
                more.append("Record-Route: <sip:192.0.2.").append(i).append(";lr>\n");
            }
            int via = changed.indexOf(OWN_VIA, invite);
            changed =
                    changed.substring(0, via) + more + "Max-Forwards: 70\n" + changed.substring(via + OWN_VIA.length());
            // Those far servers would be next on the way: the dialog goes by ours alone.
            changed = changed.replace(" rrs=\"true\"", "")
                    .replace("[routes]\n", "Route: <sip:[remote_ip]:[remote_port];lr>\n")
                    .replace("[next_url]", "sip:bob@[local_ip]:[bob_port]");
        }
        if (body > 0) {
            String line = "a=x-filler:" + "0".repeat(LINE - "a=x-filler:\r\n".length()) + "\n";
            int end = changed.indexOf(LAST_LINE, invite) + LAST_LINE.length();
            changed = changed.substring(0, end) + line.repeat(Math.max(1, body / LINE)) + changed.substring(end);
        }
        return changed;
    }
}
