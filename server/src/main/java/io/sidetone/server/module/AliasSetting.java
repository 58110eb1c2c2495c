package io.sidetone.server.module;

import io.sidetone.script.value.ScriptError;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `udp:example.org:5060 accept_subdomain`: another name of this server. Immutable.
///
/// @param transport the only one that it counts for; null for all
/// @param host the name or address
/// @param port the only one that it counts for; 0 for all
/// @param subdomains whether all domains below it are ours as well
public record AliasSetting(@Nullable Transport transport, Host host, int port, boolean subdomains) {

    /// Reads one name or several, each with or without `accept_subdomain` behind it.
    static List<AliasSetting> parseAll(List<String> words) {
        List<AliasSetting> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean subdomains = i + 1 < words.size() && words.get(i + 1).equalsIgnoreCase("accept_subdomain");
            all.add(parse(words.get(i), subdomains));
            i += subdomains ? 1 : 0;
        }
        return all;
    }

    private static AliasSetting parse(String text, boolean subdomains) {
        int colon = text.indexOf(':');
        Transport transport = colon < 0 ? null : Transport.of(text.substring(0, colon));
        boolean any = colon >= 0 && text.substring(0, colon).equalsIgnoreCase("any");
        String rest = transport == null && !any ? text : text.substring(colon + 1);
        int port = rest.indexOf(':', Math.max(rest.indexOf(']'), 0));
        try {
            Host host = Host.parse(port < 0 ? rest : rest.substring(0, port));
            return new AliasSetting(transport, host, port < 0 ? 0 : port(rest.substring(port + 1)), subdomains);
        } catch (SyntaxException | NumberFormatException _) {
            throw new ScriptError("'" + text + "' is no alias: write example.org, or udp:example.org:5060");
        }
    }

    private static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 0 || port > 65_535) {
            throw new NumberFormatException(digits);
        }
        return port;
    }
}
