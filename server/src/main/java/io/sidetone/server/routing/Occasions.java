package io.sidetone.server.routing;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.Runs;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.strand.Timer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Runs the blocks that no message causes: at the start, by the clock, for events. They run where waiting is
/// allowed. Thread-safe.
public final class Occasions implements ModuleEvent.Sink {

    private static final System.Logger LOG = System.getLogger(Occasions.class.getName());

    private final ServerCore core;
    private final Runs runs;
    private final Executor blocking;
    private final Map<Integer, Timer> timers = new HashMap<>();
    private boolean over;

    /// @param core with a script in service
    public Occasions(ServerCore core) {
        this.core = core;
        this.runs = new Runs(core);
        this.blocking = core.blocking();
    }

    private Version version() {
        return core.script().current().orElseThrow();
    }

    /// Runs the startup block, to its end.
    public void startUp() {
        Version version = version();
        OptionalInt route = version.route(RouteKind.STARTUP_ROUTE, null);
        route.ifPresent(number -> run(version, RouteKind.STARTUP_ROUTE, number));
    }

    /// Starts the timers of the version in service; those of the one before end. A block that has not ended when
    /// its time comes again is left out once.
    public synchronized void startTimers() {
        stopTimers();
        over = false;
        Version version = version();
        for (int number = 0; number < version.routes().size(); number++) {
            Version.Route route = version.routes().get(number);
            String seconds = route.option();
            if (route.kind() == RouteKind.TIMER_ROUTE && seconds != null) {
                plan(version, number, Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))));
            }
        }
    }

    private synchronized void plan(Version version, int route, Duration pause) {
        if (!over && version.equals(core.script().current().orElse(null))) {
            Timer timer = core.layer()
                    .start(
                            pause,
                            null,
                            () -> blocking.execute(() -> {
                                run(version, RouteKind.TIMER_ROUTE, route);
                                plan(version, route, pause);
                            }));
            timers.put(route, timer);
        }
    }

    /// Ends all timers.
    public synchronized void stopTimers() {
        over = true;
        timers.values().forEach(Timer::stop);
        timers.clear();
    }

    /// Runs the block for an event, if there is one: beside whatever raises it.
    @Override
    public void raised(ModuleEvent event, @Nullable Object... namesAndValues) {
        Version version = version();
        OptionalInt route = version.route(RouteKind.EVENT_ROUTE, event.name());
        route.ifPresent(number -> blocking.execute(() -> run(version, RouteKind.EVENT_ROUTE, number, namesAndValues)));
    }

    @Override
    public boolean hears(ModuleEvent event) {
        return version().route(RouteKind.EVENT_ROUTE, event.name()).isPresent();
    }

    private void run(Version version, RouteKind kind, int route, @Nullable Object... parameters) {
        SipRequest nobody = Nobody.request();
        RoutingContext context = RoutingContext.of(kind, new RoutedTransaction(core, version, null), nobody)
                .build();
        try {
            Outcome _ = runs.block(context.attach(new Run(version, core.host(), context)), route, parameters);
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "A block of kind " + kind + " has failed", fault);
        }
    }
}
