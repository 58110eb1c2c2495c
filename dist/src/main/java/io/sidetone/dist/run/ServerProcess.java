package io.sidetone.dist.run;

import io.sidetone.modules.Bundled;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.Foundation;
import io.sidetone.server.Server;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.SocketLine;
import io.sidetone.server.module.SocketSetting;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Dns;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.transport.Listener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on this machine: its threads and sockets, its folder, and the signals that it obeys. Started and
/// closed by one thread.
final class ServerProcess implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ServerProcess.class.getName());

    private final Configuration configuration;
    private final DataFolder data;
    private final StrandPool pool;
    private final TimerWheel wheel;
    private final SystemNetwork network;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /// @param data made if it is not there
    /// @param values what `-A` has given
    /// @param plugins modules beside those that come with the server
    /// @throws StartException if there can be no such folder
    ServerProcess(Configuration configuration, Path data, Map<String, String> values, List<Module> plugins)
            throws StartException {
        this.configuration = configuration;
        this.data = DataFolder.open(data);
        Clock clock = Clock.system();
        int processors = Runtime.getRuntime().availableProcessors();
        SecureRandom random = new SecureRandom();
        pool = new StrandPool(PoolLimits.ofWorkers(processors), clock);
        wheel = new TimerWheel(pool, clock);
        network = new SystemNetwork(processors, clock);
        try {
            Dns dns = new Dns(DnsSettings.ofSystem(), clock, blocking, random);
            server = new Server(
                    new Foundation(network, pool, wheel, clock, dns, random, blocking, machine(), this.data.path()),
                    modules(values, plugins));
        } catch (IOException e) {
            throw new StartException(Reason.FILE, "cannot read how names are resolved here: " + e.getMessage(), e);
        }
    }

    private static List<Module> modules(Map<String, String> values, List<Module> plugins) {
        List<Module> modules = new ArrayList<>(Bundled.modules());
        modules.replaceAll(module -> module instanceof CoreModule ? new CoreModule(values) : module);
        modules.addAll(plugins);
        return modules;
    }

    private static List<InetAddress> machine() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            addresses.addAll(Collections.list(each.getInetAddresses()));
        }
        return addresses;
    }

    /// Starts the server.
    ///
    /// @param listen sockets in place of those of the configuration; none to have those
    /// @param demo whether to make two users
    /// @return those users
    /// @throws StartException with what is wrong and what to do
    List<DemoUser> start(List<SocketLine> listen, boolean demo) throws StartException {
        String warnings = configuration.load(server::load);
        if (!warnings.isEmpty()) {
            LOG.log(Level.WARNING, "{0}", warnings.strip());
        }
        // Before the modules start, who read the domains then.
        List<DemoUser> users = demo ? users(listen) : List.of();
        wheel.begin();
        server.start(listen);
        HangUp.each(() -> blocking.execute(this::reload));
        return users;
    }

    private List<DemoUser> users(List<SocketLine> listen) throws StartException {
        List<SocketLine> lines =
                listen.isEmpty() ? server.modules().parameters().sockets.value() : listen;
        String domain = lines.stream()
                .filter(SocketSetting.class::isInstance)
                .map(line -> ((SocketSetting) line).address())
                .findFirst()
                .orElse("localhost");
        try (Database database = Database.open(DatabaseUrl.file(data.path().resolve(Server.DATABASE)))) {
            return DemoUser.make(database, domain);
        } catch (DatabaseException e) {
            throw new StartException(Reason.DATABASE, "cannot make the users of --demo: " + e.getMessage(), e);
        }
    }

    /// One at a time, reading included: what was read last is what stays.
    private synchronized void reload() {
        Clock clock = Clock.system();
        long start = clock.nanoTime();
        try {
            String warnings = configuration.load(server::reload);
            long millis = (clock.nanoTime() - start) / 1_000_000;
            LOG.log(
                    Level.WARNING,
                    "{0}",
                    ("Reloaded in " + millis + " ms: new requests take the new script. " + warnings).strip());
        } catch (StartException e) {
            LOG.log(Level.WARNING, "Not reloaded, all stays as it was: {0}", e.getMessage());
        }
    }

    Configuration configuration() {
        return configuration;
    }

    Path data() {
        return data.path();
    }

    List<Listener> listeners() {
        return server.core().layer().transport().listeners();
    }

    /// Waits until the process is told to end, then until what is going on has ended, or for as long as that may
    /// take.
    void runUntilTold(Duration longest) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        try {
            told.await();
            server.drain(longest);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process is told to end: it may not before all is written.
    private void end() {
        told.countDown();
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
        wheel.close();
        network.close();
        pool.close();
        blocking.shutdownNow();
        data.close();
        over.countDown();
    }
}
