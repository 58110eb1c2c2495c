package io.sidetone.examples;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsIdentity;
import io.sidetone.sip.tls.TlsSettings;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What all examples take from the command line: sockets such as `udp:127.0.0.1:5060`, certificates as
/// `--certificate FILE --key FILE`, and pairs such as `bob=sip:bob@192.0.2.1`.
record Options(List<String> sockets, Map<String, List<String>> pairs) {

    static Options of(String... arguments) {
        List<String> sockets = new ArrayList<>();
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && i + 1 < arguments.length) {
                pairs.computeIfAbsent(argument, _ -> new ArrayList<>()).add(arguments[++i]);
            } else if (equals > 0) {
                pairs.computeIfAbsent(argument.substring(0, equals), _ -> new ArrayList<>())
                        .add(argument.substring(equals + 1));
            } else {
                sockets.add(argument);
            }
        }
        return new Options(sockets, pairs);
    }

    /// An element with these sockets, not started yet.
    SipElement.Builder element() throws TlsException {
        SipElement.Builder element = SipElement.builder();
        if (pairs.containsKey("--certificate")) {
            Path certificate = Path.of(all("--certificate").getFirst());
            Path key = Path.of(all("--key").getFirst());
            element.tls(TlsContext.load(
                    TlsSettings.of(TlsIdentity.of(certificate, key)).withVerifyServers(false)));
        }
        sockets.forEach(element::listen);
        return element;
    }

    /// The pairs as targets of users.
    Map<String, List<Target>> targets() throws SyntaxException {
        Map<String, List<Target>> users = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> user : pairs.entrySet()) {
            List<Target> targets = new ArrayList<>();
            for (String uri : user.getKey().startsWith("--") ? List.<String>of() : user.getValue()) {
                targets.add(Target.of(SipUri.parse(uri)));
            }
            users.put(user.getKey(), List.copyOf(targets));
        }
        return users;
    }

    /// All values of a name.
    List<String> all(String name) {
        return pairs.getOrDefault(name, List.of());
    }

    /// Says that the program is ready, and lets it run until it is ended.
    static void run(SipElement element) throws InterruptedException, IOException {
        element.listeners()
                .forEach(socket -> IO.println("listening at "
                        + socket.settings().transport().token() + ":"
                        + socket.local().getAddress().getHostAddress() + ":"
                        + socket.local().getPort()));
        IO.println("ready");
        new CountDownLatch(1).await();
    }
}
