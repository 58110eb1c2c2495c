package io.sidetone.server.routing;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Host;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Place;
import io.sidetone.server.context.RouteFailure;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.Runs;
import io.sidetone.server.stats.Counter;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What runs of the script tell to: logs what they do wrong and shows it to the error route, and starts what they
/// launch. Thread-safe.
public final class ScriptHost implements Host {

    private static final System.Logger LOG = System.getLogger(ScriptHost.class.getName());

    /// How many launched runs there may be at a time: each may wait for as long as it likes.
    public static final int LAUNCHED = 10_000;

    /// Of one fault each of the first ten is logged, then one of so many: who sends the messages must not be able
    /// to fill the log.
    private static final int ALL_UP_TO = 10;

    private static final int THEN_EACH = 1000;

    private final Executor blocking;
    private final AtomicInteger launched = new AtomicInteger();
    private final Counter errors = new Counter();
    private final Counter refused = new Counter();
    private final ConcurrentMap<Place, AtomicLong> faults = new ConcurrentHashMap<>();

    /// @param blocking runs what is launched
    public ScriptHost(Executor blocking) {
        this.blocking = blocking;
    }

    /// Statements that could not be done.
    public Counter errors() {
        return errors;
    }

    /// Launches that were refused because there are too many.
    public Counter refused() {
        return refused;
    }

    @Override
    public void failed(Run run, Place place, String reason) {
        errors.increment();
        log(place, reason);
        RoutingContext context = RoutingContext.of(run);
        OptionalInt route = run.version().route(RouteKind.ERROR_ROUTE, null);
        if (route.isPresent() && context.failure() == null) {
            RoutingContext about = RoutingContext.of(RouteKind.ERROR_ROUTE, context.transaction(), context.message())
                    .flow(context.flow())
                    .targets(context.main(), context.more())
                    .build();
            about.failure(
                    new RouteFailure(RouteFailure.SCRIPT, 1, place + ": " + reason, 500, "Server Internal Error"));
            Run inner = about.attach(new Run(run, run.version(), about));
            // What has failed goes on right behind it, and so cannot wait for it; the script was warned.
            if (!run.version().routes().get(route.getAsInt()).waits()) {
                Outcome _ = inner.start(route.getAsInt());
            }
        }
    }

    private void log(Place place, String reason) {
        long times = faults.computeIfAbsent(place, _ -> new AtomicLong()).incrementAndGet();
        if (times <= ALL_UP_TO) {
            LOG.log(Level.WARNING, "{0}: {1}", place, reason);
        } else if (times % THEN_EACH == 0) {
            LOG.log(Level.WARNING, "{0}: {1} ({2} times something was wrong here)", place, reason, times);
        }
    }

    @Override
    public void launch(Run run, int route, @Nullable Object... parameters) {
        if (launched.incrementAndGet() > LAUNCHED) {
            launched.decrementAndGet();
            refused.increment();
            LOG.log(Level.WARNING, "A launch was refused: there are {0} already", LAUNCHED);
            return;
        }
        blocking.execute(() -> {
            try {
                Outcome _ = new Runs(RoutingContext.of(run).core()).block(run, route, parameters);
            } catch (RuntimeException | Error fault) {
                errors.increment();
                LOG.log(Level.ERROR, "What a script has launched has failed", fault);
            } finally {
                launched.decrementAndGet();
            }
        });
    }
}
