package io.sidetone.server.context;

import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Resumption;
import io.sidetone.script.run.Run;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Brings runs of the script to their end, over all that they wait for. Thread-safe: keeps nothing.
public final class Runs {

    /// What a function returns whose time was limited by `async` and is over.
    private static final int TIMED_OUT = -2;

    private final ServerCore core;

    /// @param core who runs what waits
    public Runs(ServerCore core) {
        this.core = core;
    }

    /// Who waits for the end of a run.
    public interface End {

        /// The run is about to wait.
        ///
        /// @return false if it may not: then nothing more is heard of it
        default boolean waits() {
            return true;
        }

        /// The run is over.
        void ended(Outcome outcome);

        /// A module or the server itself has failed.
        void failed(Throwable fault);
    }

    /// Runs a block without ever holding up the calling thread: what it waits for is done elsewhere, and what
    /// follows is run in the strand of its call.
    public void start(Run run, int route, @Nullable String callId, End end, @Nullable Object... parameters) {
        Outcome outcome;
        try {
            outcome = run.start(route, parameters);
        } catch (RuntimeException | Error fault) {
            end.failed(fault);
            return;
        }
        goOn(run, outcome, callId, end);
    }

    private void goOn(Run run, Outcome outcome, @Nullable String callId, End end) {
        if (outcome != Outcome.WAITING) {
            end.ended(outcome);
        } else if (end.waits()) {
            core.blocking().execute(() -> {
                Resumption resumption = perform(run);
                core.layer().execute(callId, () -> resume(run, resumption, callId, end));
            });
        }
    }

    private void resume(Run run, Resumption resumption, @Nullable String callId, End end) {
        Outcome outcome;
        try {
            outcome = run.resume(resumption);
        } catch (RuntimeException | Error fault) {
            end.failed(fault);
            return;
        }
        goOn(run, outcome, callId, end);
    }

    /// Runs a block to its end on the calling thread, waits included.
    public Outcome block(Run run, int route, @Nullable Object... parameters) {
        Outcome outcome = run.start(route, parameters);
        while (outcome == Outcome.WAITING) {
            outcome = run.resume(perform(run));
        }
        return outcome;
    }

    /// Does what a run waits for, on a thread that may wait, for no longer than the run is patient.
    private Resumption perform(Run run) {
        long patience = run.patience();
        if (patience <= 0) {
            return run.perform();
        }
        FutureTask<Resumption> task = new FutureTask<>(run::perform);
        core.blocking().execute(task);
        try {
            return task.get(patience, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            return _ -> TIMED_OUT;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            task.cancel(true);
            return _ -> -1;
        }
    }
}
