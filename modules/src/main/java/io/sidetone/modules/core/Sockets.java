package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.BondSetting;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.SocketLine;
import io.sidetone.sip.transport.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Our sockets by the texts that scripts use: `udp:192.0.2.1:5060`, a tag, or the name of a group. Thread-safe.
final class Sockets {

    private final CoreParameters parameters;

    Sockets(CoreParameters parameters) {
        this.parameters = parameters;
    }

    /// The sockets that a value names; none for null.
    List<Listener> chosen(ServerCore core, @Nullable Object value) {
        if (value == null || "".equals(value)) {
            return List.of();
        }
        String name = Values.text(value).strip();
        List<Listener> found =
                name.toLowerCase(Locale.ROOT).startsWith("bond:") ? bond(core, name.substring(5)) : named(core, name);
        if (found.isEmpty()) {
            throw new ScriptError("there is no socket '" + Written.shown(name) + "'");
        }
        return found;
    }

    private List<Listener> bond(ServerCore core, String name) {
        List<Listener> found = new ArrayList<>();
        for (SocketLine line : parameters.sockets.value()) {
            if (line instanceof BondSetting bond && bond.name().equalsIgnoreCase(name)) {
                bond.sockets().forEach(each -> found.addAll(named(core, each)));
            }
        }
        return found;
    }

    /// Whether a socket belongs to a group.
    boolean isInBond(ServerCore core, String socket, String bond) {
        List<Listener> among = bond(core, bond);
        return named(core, socket).stream().anyMatch(among::contains);
    }

    private static List<Listener> named(ServerCore core, String name) {
        List<Listener> tagged = core.layer().transport().listeners(name);
        if (!tagged.isEmpty()) {
            return tagged;
        }
        List<Listener> found = new ArrayList<>();
        List<Listener> near = new ArrayList<>();
        for (Listener listener : core.layer().transport().listeners()) {
            String text = SocketNames.of(listener);
            String place = text.substring(text.indexOf(':') + 1);
            if (text.equalsIgnoreCase(name) || text.equalsIgnoreCase(withPort(name, listener))) {
                found.add(listener);
            } else if (name.endsWith(place)) {
                near.add(listener);
            }
        }
        // Without a transport, or with another one, the address alone decides.
        return found.isEmpty() ? near : found;
    }

    private static String withPort(String name, Listener listener) {
        return name + ":" + listener.settings().transport().defaultPort();
    }
}
