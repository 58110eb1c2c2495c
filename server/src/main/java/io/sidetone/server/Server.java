package io.sidetone.server;

import io.sidetone.script.LiveScript;
import io.sidetone.script.OutsideText;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.run.Limits;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.Commands;
import io.sidetone.server.context.Blacklists;
import io.sidetone.server.context.Gates;
import io.sidetone.server.context.OtherMessages;
import io.sidetone.server.context.ReplyCounts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.RoutingSettings;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.module.BlacklistSetting;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleSet;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.module.SocketLine;
import io.sidetone.server.module.StartException;
import io.sidetone.server.routing.Occasions;
import io.sidetone.server.routing.OwnNames;
import io.sidetone.server.routing.Router;
import io.sidetone.server.routing.ScriptHost;
import io.sidetone.server.service.LocalDomains;
import io.sidetone.server.service.PowerSafety;
import io.sidetone.server.service.ProxyDefaults;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.server.stats.Statistics;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseSettings;
import io.sidetone.server.storage.Databases;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.proxy.CurrentAddresses;
import io.sidetone.sip.proxy.DirectForwarding;
import io.sidetone.sip.proxy.EdgeProxy;
import io.sidetone.sip.proxy.Myself;
import io.sidetone.sip.proxy.OwnAddresses;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.proxy.StatelessForwarding;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.transport.ListenerSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A whole server: the stack below, the script above, the modules beside it. Loaded, started and reloaded by one
/// thread at a time; messages come on all threads of the pool.
public final class Server implements AutoCloseable {

    /// The file of the server's own database, in its folder.
    public static final String DATABASE = "sidetone.db";

    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    private final Foundation foundation;
    private final ModuleSet modules;
    private final Definitions definitions;
    private final LiveScript script;
    private final ScriptHost host;
    private final Statistics statistics = new Statistics();
    private final Commands commands = new Commands();
    private final Databases databases;
    private List<ModuleSpec> order = List.of();
    private @Nullable BoundScript loaded;
    private volatile RoutingSettings settings = new RoutingSettings(ProxySettings.DEFAULT, null, null);
    private Collection<OwnAddresses.Alias> aliases = List.of();
    private @Nullable ServerCore core;
    private @Nullable Router router;
    private @Nullable Occasions occasions;

    /// A server without a script.
    ///
    /// @param available an object of each module that scripts can load, made for this server alone
    public Server(Foundation foundation, List<Module> available) {
        this.foundation = foundation;
        this.modules = new ModuleSet(available);
        this.definitions = modules.definitions(OtherMessages.all());
        this.script = new LiveScript(definitions, Limits.USUAL);
        this.host = new ScriptHost(foundation.blocking());
        this.databases = new Databases(foundation.data().resolve(DATABASE), this::databaseSettings);
    }

    private DatabaseSettings databaseSettings() {
        PowerSafety safety = modules.services().find(PowerSafety.class);
        return DatabaseSettings.DEFAULT.withCreate(true).withPowerSafe(safety != null && safety.isWanted());
    }

    /// Loads the first script, before [#start].
    ///
    /// @param diagnostics takes all that is wrong with it
    /// @return false if it has errors
    public boolean load(Source source, Diagnostics diagnostics) {
        return script.load(source, diagnostics, bound -> {
                    order = modules.order(bound, diagnostics);
                    if (diagnostics.errors() == 0) {
                        modules.apply(bound);
                        loaded = bound;
                    }
                    return diagnostics.errors() == 0;
                })
                .isPresent();
    }

    /// Starts the modules, then opens the sockets, all as the script's global parameters say.
    ///
    /// @param listen sockets that come in place of those of the script; none to have those
    /// @throws StartException if anything of it cannot be done; then all is stopped again
    public void start(List<SocketLine> listen) throws StartException {
        CoreParameters parameters = modules.parameters();
        SocketPlan plan = new SocketPlan(parameters, listen, foundation.machine(), dialect());
        start(plan.transactions(), () -> plan.sockets(modules.services()), plan.aliases());
    }

    private Dialect dialect() {
        return Objects.requireNonNull(loaded).source().dialect();
    }

    /// Says what is listened on, when the modules have started: certificates are theirs.
    @FunctionalInterface
    public interface SocketSource {

        /// The sockets.
        ///
        /// @throws StartException if one cannot be made of what the script says
        List<ListenerSettings> sockets() throws StartException;
    }

    /// Starts the modules, then opens the sockets.
    ///
    /// @param transactions how the stack behaves
    /// @param sockets what it listens on
    /// @param names what else it is called
    /// @throws StartException if anything of it cannot be done; then all is stopped again
    public void start(TransactionSettings transactions, SocketSource sockets, Collection<OwnAddresses.Alias> names)
            throws StartException {
        aliases = List.copyOf(names);
        TransactionLayer layer = new TransactionLayer(
                foundation.network(),
                foundation.pool(),
                foundation.wheel(),
                foundation.clock(),
                transactions,
                foundation.dns(),
                foundation.random(),
                this::router);
        try {
            modules.start(order, new Context(), occasions());
            refresh();
            occasions().startUp();
            for (ListenerSettings socket : sockets.sockets()) {
                listen(layer, socket);
            }
            refresh();
        } catch (StartException | RuntimeException e) {
            close();
            throw e;
        }
        occasions().startTimers();
    }

    /// Everything that a message needs is made before the first socket opens.
    private Router router(TransactionLayer layer) {
        byte[] secret = new byte[FlowTokens.SECRET_LENGTH];
        foundation.random().nextBytes(secret);
        FlowTokens flows = new FlowTokens(layer.transport(), secret);
        Myself myself = new OwnNames(
                new CurrentAddresses(layer.transport(), foundation.machine(), aliases),
                () -> modules.services().find(LocalDomains.class));
        ServerCore made = new ServerCore(
                layer,
                myself,
                script,
                host,
                new StatelessForwarding(myself, foundation.random()),
                new DirectForwarding(layer),
                new ReplyCounts(),
                flows,
                new EdgeProxy(flows),
                foundation.blocking(),
                new Blacklists(
                        foundation.clock(),
                        modules.parameters().blacklists.value().stream()
                                .map(BlacklistSetting::list)
                                .toList()),
                () -> settings,
                new Gates());
        core = made;
        occasions = new Occasions(made);
        router = new Router(made);
        return router;
    }

    private static void listen(TransactionLayer layer, ListenerSettings socket) throws StartException {
        try {
            layer.transport().listen(socket);
        } catch (IOException e) {
            throw SocketPlan.refused(socket, e);
        }
    }

    /// Reads anew what a module says of how requests are forwarded.
    private void refresh() {
        ProxyDefaults defaults = modules.services().find(ProxyDefaults.class);
        ProxySettings proxy = defaults == null ? ProxySettings.DEFAULT : defaults.settings();
        TlsDomains tls = modules.services().find(TlsDomains.class);
        RoutingSettings routing =
                modules.parameters().routing(proxy, dialect()).with(tls != null && tls.hasClients() ? tls : null);
        settings = defaults == null ? routing : routing.with(defaults.triesAfter6xx(), defaults.sharesAvps());
    }

    /// Puts another script into service, with the parameters in it that can change, and has modules read again
    /// what they read from outside. What has begun ends on the script it began with. If anything is wrong all
    /// stays as it was.
    ///
    /// @param diagnostics takes all that is wrong with it
    /// @return false if it has errors
    public boolean reload(Source source, Diagnostics diagnostics) {
        boolean done = script.load(source, diagnostics, bound -> isReady(bound, diagnostics))
                .isPresent();
        if (done) {
            refresh();
            occasions().startTimers();
        }
        return done;
    }

    private boolean isReady(BoundScript bound, Diagnostics diagnostics) {
        List<ModuleSpec> next = modules.order(bound, diagnostics);
        if (diagnostics.errors() > 0) {
            return false;
        }
        modules.checkReload(bound, diagnostics);
        modules.apply(bound);
        BoundScript before = Objects.requireNonNull(loaded);
        loaded = bound;
        try {
            modules.start(next, new Context(), occasions());
            modules.reload();
            return true;
        } catch (StartException e) {
            // What stays in service and its parameters count again.
            loaded = before;
            modules.apply(before);
            diagnostics.error(new Span(0, 1), e.getMessage());
            return false;
        }
    }

    /// The router, once the server was started.
    public Router router() {
        return Objects.requireNonNull(router);
    }

    /// What all messages share, once the server was started.
    public ServerCore core() {
        return Objects.requireNonNull(core);
    }

    private Occasions occasions() {
        return Objects.requireNonNull(occasions);
    }

    /// The modules.
    public ModuleSet modules() {
        return modules;
    }

    /// All statistics.
    public Statistics statistics() {
        return statistics;
    }

    /// All commands.
    public Commands commands() {
        return commands;
    }

    /// Takes no new calls, and waits until those that are being set up have been, or for as long as that may
    /// take.
    public void drain(Duration longest) throws InterruptedException {
        router().refuseNew();
        core().replies().awaitNone(longest);
    }

    /// Closes the sockets, then stops the modules.
    @Override
    public void close() {
        if (occasions != null) {
            occasions.stopTimers();
        }
        if (core != null) {
            core.layer().close();
        }
        modules.stop();
        databases.close();
    }

    /// What modules get.
    private final class Context implements ModuleContext {

        @Override
        public ServerCore core() {
            return Server.this.core();
        }

        @Override
        public Clock clock() {
            return foundation.clock();
        }

        @Override
        public Path data() {
            return foundation.data();
        }

        @Override
        public Path scriptFolder() {
            String file = Objects.requireNonNull(loaded).source().file();
            Path folder = Path.of(file).toAbsolutePath().getParent();
            return folder == null ? Path.of("/") : folder;
        }

        @Override
        public Database database(String url) throws StartException {
            try {
                return databases.of(
                        url.isEmpty() ? modules.parameters().dbDefaultUrl.value() : url);
            } catch (DatabaseException e) {
                throw new StartException(StartException.Reason.DATABASE, e.getMessage() + whatToDo(e), e);
            }
        }

        private String whatToDo(DatabaseException e) {
            return switch (e.kind()) {
                case UNAVAILABLE, TIMEOUT, CONFLICT, FULL, REFUSED ->
                    " Does it run, and are host, name and password in db_url right?";
                case SETTING, SCHEMA, CLOSED -> "";
            };
        }

        @Override
        public Statistics statistics() {
            return statistics;
        }

        @Override
        public Commands commands() {
            return commands;
        }

        @Override
        public void every(Duration pause, Runnable task) {
            core().layer()
                    .start(
                            pause,
                            null,
                            () -> foundation.blocking().execute(() -> {
                                try {
                                    task.run();
                                } catch (RuntimeException | Error fault) {
                                    LOG.log(Level.ERROR, "A regular task of a module has failed", fault);
                                }
                                every(pause, task);
                            }));
        }

        @Override
        public boolean hasRoute(String name) {
            return script.current().orElseThrow().route(RouteKind.ROUTE, name).isPresent();
        }

        @Override
        public Function<RoutingContext, @Nullable Object> variable(String written) throws StartException {
            OutsideText variable = read(written.strip());
            if (!variable.isVariable()) {
                throw new StartException(StartException.Reason.CONFIGURATION, "'" + written + "' is no variable");
            }
            return context -> variable.value(context.run());
        }

        @Override
        public Function<RoutingContext, String> text(String written) throws StartException {
            OutsideText text = read(written);
            return context -> Values.text(text.value(context.run()));
        }

        private OutsideText read(String written) throws StartException {
            Diagnostics diagnostics = new Diagnostics();
            return OutsideText.of(written, Objects.requireNonNull(loaded), definitions, diagnostics)
                    .orElseThrow(() -> new StartException(
                            StartException.Reason.CONFIGURATION,
                            "in '" + written + "': "
                                    + diagnostics.list().getFirst().message()));
        }
    }
}
