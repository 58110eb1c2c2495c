package io.sidetone.server.module;

import io.sidetone.script.value.Network;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.Blacklist;
import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.resolve.Transport;
import java.util.ArrayList;
import java.util.List;

/// `gw/default: {(udp, 192.0.2.0/24, 5060, ""), ...}`: destinations that nothing is sent to. Immutable.
///
/// @param name as scripts write it
/// @param usual whether it counts for all requests that do not say otherwise
/// @param readOnly whether scripts and operators cannot change it
/// @param expiring whether rules may be added for a time
/// @param rules what is in it from the beginning
public record BlacklistSetting(
        String name, boolean usual, boolean readOnly, boolean expiring, List<Blacklist.Rule> rules) {

    private static final String ANY = "any";

    public BlacklistSetting {
        rules = List.copyOf(rules);
    }

    /// The list that a server begins with.
    public Blacklist list() {
        return new Blacklist(name, usual, readOnly, expiring, rules);
    }

    static BlacklistSetting parse(List<String> words) {
        String all = String.join(" ", words);
        int colon = all.indexOf(':');
        String head = (colon < 0 ? all : all.substring(0, colon)).strip();
        String[] names = head.split("[/,]", -1);
        boolean usual = false;
        boolean expiring = false;
        boolean readOnly = names.length == 1;
        for (int i = 1; i < names.length; i++) {
            switch (names[i].strip()) {
                case "expire" -> expiring = true;
                case "default" -> usual = true;
                case "readonly", "read-only" -> readOnly = true;
                default -> throw new ScriptError("a blacklist is expire, default or readonly, not '" + names[i] + "'");
            }
        }
        String rules = colon < 0 ? "" : all.substring(colon + 1).strip();
        return new BlacklistSetting(names[0].strip(), usual, readOnly, expiring, rules(rules));
    }

    private static List<Blacklist.Rule> rules(String text) {
        List<Blacklist.Rule> rules = new ArrayList<>();
        String inner = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        int at = 0;
        while (at < inner.length()) {
            int open = inner.indexOf('(', at);
            int close = inner.indexOf(')', Math.max(open, 0));
            if (open < 0) {
                String network = inner.substring(at).strip();
                if (!network.isEmpty() && !network.equals(",")) {
                    rules.add(rule(network));
                }
                break;
            }
            if (close < 0) {
                throw new ScriptError("a rule of a blacklist is written (udp, 192.0.2.0/24, 5060, \"\")");
            }
            boolean negated = inner.substring(at, open).contains("!");
            rules.add(rule(negated, inner.substring(open + 1, close).split(",", -1)));
            at = close + 1;
        }
        return rules;
    }

    /// A rule as operators write it: `[!][udp,]192.0.2.0/24[,5060[,pattern]]`.
    ///
    /// @throws ScriptError if it is none
    public static Blacklist.Rule rule(String text) {
        String stripped = text.strip();
        boolean negated = stripped.startsWith("!");
        return rule(negated, (negated ? stripped.substring(1) : stripped).split(",", 4));
    }

    private static Blacklist.Rule rule(boolean negated, String[] parts) {
        try {
            boolean transport = !parts[0].strip().matches("[0-9a-fA-F.:/]+");
            int next = transport ? 1 : 0;
            String network = parts[next].strip();
            int port = parts.length > next + 1 ? Integer.parseInt(parts[next + 1].strip()) : 0;
            String pattern = parts.length > next + 2 ? parts[next + 2].strip().replace("\"", "") : "";
            String named = transport ? parts[0].strip() : ANY;
            Transport by = Transport.of(named);
            if (by != null || named.equalsIgnoreCase(ANY)) {
                return new Blacklist.Rule(negated, by, network(network), port, pattern);
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            // Said below.
        }
        throw new ScriptError("a rule of a blacklist is written (udp, 192.0.2.0/24, 5060, \"\"), not ("
                + String.join(",", parts) + ")");
    }

    /// A network, also with a mask, or with the address of one of its hosts.
    ///
    /// @throws IllegalArgumentException if it is none
    static AddressBlock network(String text) {
        return AddressBlock.parse(Network.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("no network: " + text))
                .masked()
                .toString());
    }
}
