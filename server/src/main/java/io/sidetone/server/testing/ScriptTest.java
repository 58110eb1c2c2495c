package io.sidetone.server.testing;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.Foundation;
import io.sidetone.server.Server;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.StartException;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.OwnAddresses;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server with a script and modules, for tests. In memory no time passes but what the test lets pass, and what
/// waits is done at once; on real sockets everything is as ever. Confined to the thread of the test.
///
/// ```java
/// try (ScriptTest test = ScriptTest.of("""
///         route { send_reply(200, "OK"); }""", new CoreModule(), new SlModule())) {
///     ScriptedPeer alice = test.peer();
///     alice.send(test.request(alice, "OPTIONS"), test.address());
///     alice.expectResponse(200);
/// }
/// ```
public final class ScriptTest implements AutoCloseable {

    /// The domain that the server takes for its own, beside its sockets.
    public static final String DOMAIN = "example.org";

    private final TestBed bed;
    private final Server server;
    private final Path data;
    private final List<ScriptedPeer> peers = new ArrayList<>();
    private int calls;

    private ScriptTest(
            TestBed bed,
            Executor blocking,
            TransactionSettings settings,
            String script,
            List<Module> modules,
            Transport... transports) {
        this.bed = bed;
        try {
            this.data = Files.createTempDirectory("script-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = server(bed, blocking, data, modules);
        load(script);
        start(settings, transports);
    }

    /// A server in memory with a UDP socket.
    ///
    /// @throws AssertionError if the script has errors, which its message shows
    public static ScriptTest of(String script, Module... modules) {
        return of(List.of(Transport.UDP), script, modules);
    }

    /// The same with several sockets, one for each transport.
    public static ScriptTest of(List<Transport> transports, String script, Module... modules) {
        Simulation bed = TestBed.simulated(1);
        return on(
                bed,
                transports,
                script,
                List.of(modules),
                task -> bed.pool().execute(bed.pool().strand(0), task));
    }

    /// A server on a bed that the test has made: what waits runs on virtual threads.
    public static ScriptTest on(TestBed bed, List<Transport> transports, String script, List<Module> modules) {
        return on(bed, transports, script, modules, task -> Thread.ofVirtual().start(task));
    }

    /// The same, where the test says how what waits is done: late, for example.
    public static ScriptTest on(
            TestBed bed, List<Transport> transports, String script, List<Module> modules, Executor blocking) {
        return on(bed, transports, script, modules, blocking, TransactionSettings.DEFAULT);
    }

    /// The same, with a stack that behaves otherwise than usual.
    public static ScriptTest on(
            TestBed bed,
            List<Transport> transports,
            String script,
            List<Module> modules,
            Executor blocking,
            TransactionSettings settings) {
        return new ScriptTest(bed, blocking, settings, script, modules, transports.toArray(Transport[]::new));
    }

    /// What is wrong with a script, as operators see it; empty if nothing is. Nothing is started.
    public static String errors(String script, Module... modules) {
        Simulation bed = TestBed.simulated(1);
        Executor none = _ -> {};
        Server server = server(bed, none, Path.of(""), List.of(modules));
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("test.cfg", script, SourceOptions.NONE, diagnostics);
        boolean _ = server.load(source, diagnostics);
        return Rendering.of(source, diagnostics);
    }

    private static Server server(TestBed bed, Executor blocking, Path data, List<Module> modules) {
        try {
            return new Server(
                    new Foundation(
                            bed.network(),
                            bed.pool(),
                            bed.wheel(),
                            bed.clock(),
                            new Dns(DnsSettings.ofSystem(), bed.clock(), blocking, new Random(1)),
                            new Random(2),
                            blocking,
                            List.of(),
                            data),
                    modules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(String script) {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("test.cfg", script, SourceOptions.NONE, diagnostics);
        if (!server.load(source, diagnostics)) {
            throw new AssertionError(Rendering.of(source, diagnostics));
        }
    }

    private void start(TransactionSettings settings, Transport... transports) {
        List<ListenerSettings> sockets = new ArrayList<>();
        for (Transport transport : transports) {
            sockets.add(bed.socket(transport));
        }
        try {
            Host domain = Host.parse(DOMAIN);
            OwnAddresses.Alias alias = new OwnAddresses.Alias(domain, OwnAddresses.Alias.ANY_PORT, null);
            server.start(settings, () -> sockets, List.of(alias));
        } catch (StartException | SyntaxException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /// Puts another script into service.
    ///
    /// @throws AssertionError if it has errors
    public void reload(String script) {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("test.cfg", script, SourceOptions.NONE, diagnostics);
        if (!server.reload(source, diagnostics)) {
            throw new AssertionError(Rendering.of(source, diagnostics));
        }
    }

    /// The server.
    public Server server() {
        return server;
    }

    /// What it runs on.
    public TestBed bed() {
        return bed;
    }

    /// Its folder, which is removed in the end.
    public Path data() {
        return data;
    }

    /// Where it listens first.
    public InetSocketAddress address() {
        return server.core().layer().transport().listeners().getFirst().local();
    }

    /// Where it listens by a transport.
    public InetSocketAddress address(Transport transport) {
        return server.core().layer().transport().listeners().stream()
                .filter(listener -> listener.settings().transport() == transport)
                .findFirst()
                .orElseThrow()
                .local();
    }

    /// Another element, by UDP.
    public ScriptedPeer peer() {
        return peer(Transport.UDP);
    }

    /// Another element.
    public ScriptedPeer peer(Transport transport) {
        try {
            ScriptedPeer peer = new ScriptedPeer(bed, transport);
            peers.add(peer);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A request from `sip:alice@example.org` to `sip:bob@example.org`, each of a call of its own. What stands in
    /// lines of the same name comes in place of what it has; a line with an empty value takes it away; other
    /// lines are added. A line that begins with `uri ` sets the Request-URI, one that begins with `body ` the
    /// body.
    ///
    /// @param from who sends it: `{local}` in the text is filled when it is sent
    public String request(ScriptedPeer from, String method, String... lines) {
        calls++;
        List<String> fields = new ArrayList<>(List.of(
                "Via: SIP/2.0/{transport} {local};branch=z9hG4bKtest" + calls + ";rport",
                "Max-Forwards: 70",
                "From: <sip:alice@example.org>;tag=a" + calls,
                "To: <sip:bob@example.org>",
                "Call-ID: call" + calls,
                "CSeq: 1 " + method,
                "Contact: <sip:alice@{local}>"));
        String uri = "sip:bob@example.org";
        String body = "";
        for (String line : lines) {
            if (line.startsWith("uri ")) {
                uri = line.substring(4);
            } else if (line.startsWith("body ")) {
                body = line.substring(5);
            } else {
                String name = line.substring(0, line.indexOf(':') + 1);
                fields.removeIf(field -> field.regionMatches(true, 0, name, 0, name.length()));
                if (line.length() > name.length()) {
                    fields.add(line);
                }
            }
        }
        fields.add("Content-Length: {length}");
        return method + " " + uri + " SIP/2.0\n" + String.join("\n", fields) + "\n\n" + body;
    }

    /// Sends a request to the server and gives the response that has this status.
    public SipResponse ask(ScriptedPeer from, int status, String method, String... lines) {
        from.send(request(from, method, lines), address());
        return from.expectResponse(status);
    }

    /// Sends a request to the server and gives what arrives at another element.
    public SipRequest forwarded(ScriptedPeer from, ScriptedPeer to, String method, String... lines) {
        from.send(request(from, method, lines), address());
        return to.expectRequest(method);
    }

    /// A URI of a user at a peer.
    public static String uri(String user, ScriptedPeer at) {
        InetSocketAddress address = at.address();
        return "sip:" + user + "@" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// Lets time pass, in memory only.
    public void pass(Duration time) {
        ((Simulation) bed).run(time);
    }

    /// A statistic's value.
    ///
    /// @param name `group:name`
    public long statistic(String name) {
        return server.statistics().find(name).orElseThrow().value();
    }

    /// Runs a command.
    public @Nullable Object command(String name, Object... arguments) {
        try {
            return server.commands().run(name, List.of(arguments));
        } catch (CommandException e) {
            throw new AssertionError(e.code() + " " + e.getMessage(), e);
        }
    }

    /// Ends everything.
    @Override
    public void close() {
        peers.forEach(ScriptedPeer::close);
        server.close();
        bed.close();
        delete(data);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
