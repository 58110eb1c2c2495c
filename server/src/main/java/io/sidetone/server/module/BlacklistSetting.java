package io.sidetone.server.module;

import io.sidetone.script.value.ScriptError;
import java.util.ArrayList;
import java.util.List;

/// `gw/default: {(udp, 192.0.2.0/24, 5060, ""), ...}`: destinations that nothing is sent to. Immutable.
///
/// @param name as scripts write it
/// @param usual whether it counts for all requests that do not say otherwise
/// @param readOnly whether scripts and operators cannot change it
/// @param rules what is in it from the beginning
public record BlacklistSetting(String name, boolean usual, boolean readOnly, List<Rule> rules) {

    public BlacklistSetting {
        rules = List.copyOf(rules);
    }

    /// Some destinations.
    ///
    /// @param negated whether all others are meant
    /// @param transport `udp` and the like, or `any`
    /// @param network an address or a network
    /// @param port 0 for all
    /// @param pattern what the request has to look like, with `*` and `?`; empty for all
    public record Rule(boolean negated, String transport, String network, int port, String pattern) {}

    static BlacklistSetting parse(List<String> words) {
        String all = String.join(" ", words);
        int colon = all.indexOf(':');
        String head = (colon < 0 ? all : all.substring(0, colon)).strip();
        String[] names = head.split("[/,]", -1);
        boolean usual = false;
        boolean readOnly = names.length == 1;
        for (int i = 1; i < names.length; i++) {
            switch (names[i].strip()) {
                case "expire" -> {
                    // What is added later may expire in any list.
                }
                case "default" -> usual = true;
                case "readonly", "read-only" -> readOnly = true;
                default -> throw new ScriptError("a blacklist is expire, default or readonly, not '" + names[i] + "'");
            }
        }
        String rules = colon < 0 ? "" : all.substring(colon + 1).strip();
        return new BlacklistSetting(names[0].strip(), usual, readOnly, rules(rules));
    }

    private static List<Rule> rules(String text) {
        List<Rule> rules = new ArrayList<>();
        String inner = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        int at = 0;
        while (at < inner.length()) {
            int open = inner.indexOf('(', at);
            int close = inner.indexOf(')', Math.max(open, 0));
            if (open < 0) {
                String network = inner.substring(at).strip();
                if (!network.isEmpty() && !network.equals(",")) {
                    boolean negated = network.startsWith("!");
                    rules.add(new Rule(
                            negated, "any", network.substring(negated ? 1 : 0).strip(), 0, ""));
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

    private static Rule rule(boolean negated, String[] parts) {
        try {
            boolean transport = !parts[0].strip().matches("[0-9a-fA-F.:/]+");
            int next = transport ? 1 : 0;
            String network = parts[next].strip();
            int port = parts.length > next + 1 ? Integer.parseInt(parts[next + 1].strip()) : 0;
            String pattern = parts.length > next + 2 ? parts[next + 2].strip().replace("\"", "") : "";
            return new Rule(negated, transport ? parts[0].strip() : "any", network, port, pattern);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            throw new ScriptError("a rule of a blacklist is written (udp, 192.0.2.0/24, 5060, \"\"), not ("
                    + String.join(",", parts) + ")");
        }
    }
}
