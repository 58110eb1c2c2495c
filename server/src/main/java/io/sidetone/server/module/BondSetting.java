package io.sidetone.server.module;

import io.sidetone.script.value.ScriptError;
import java.util.ArrayList;
import java.util.List;

/// `bond:name {"udp:192.0.2.1:5060", ...}`: several sockets by one name, of which the one is taken that fits the
/// next hop. Immutable.
///
/// @param name as scripts write it behind `bond:`
/// @param sockets each as `transport:address:port`
public record BondSetting(String name, List<String> sockets) implements SocketLine {

    static final String PREFIX = "bond:";

    public BondSetting {
        sockets = List.copyOf(sockets);
    }

    static BondSetting parse(List<String> words) {
        String all = String.join("", words);
        int open = all.indexOf('{');
        if (open <= PREFIX.length() || !all.endsWith("}")) {
            throw new ScriptError("a group of sockets is written bond:name {\"udp:192.0.2.1:5060\", ...}");
        }
        List<String> sockets = new ArrayList<>();
        for (String each : all.substring(open + 1, all.length() - 1).split(",", -1)) {
            String socket = each.replace("\"", "").strip();
            SocketSetting _ = SocketSetting.parse(List.of(socket));
            sockets.add(socket);
        }
        return new BondSetting(all.substring(PREFIX.length(), open), sockets);
    }
}
