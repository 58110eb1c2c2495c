package io.sidetone.script.run;

import io.sidetone.script.source.Place;
import io.sidetone.script.value.ScriptError;
import org.jspecify.annotations.Nullable;

/// One run of a script: from a route block that the host starts to its end, waits included. Confined to one
/// thread at a time: the host hands it over safely when it goes on after a wait.
public final class Run {

    /// What a function that must wait returns, as [#await] gave it.
    public static final int WAITING = Integer.MIN_VALUE;

    private final Version version;
    private final Host host;
    private final Object context;
    private final RunState state;
    private @Nullable XRay xRay;
    private @Nullable Frame root;
    private int route;

    /// A run that has not begun.
    ///
    /// @param context what the host runs it for
    public Run(Version version, Host host, Object context) {
        this.version = version;
        this.host = host;
        this.context = context;
        this.state = new RunState(this, version);
    }

    /// A run inside another one, such as a branch route while a request is relayed: it shares the script's own
    /// variables if it is of the same version. The other one must not go on before this one has ended.
    public Run(Run outer, Version version, Object context) {
        this.version = version;
        this.host = outer.host;
        this.context = context;
        this.state = RunState.within(outer.state, this, version);
        this.xRay = outer.xRay;
    }

    /// A run beside another one, that begins with the values that the script's own variables have now.
    public static Run beside(Run other, Version version, Object context) {
        Run run = new Run(version, other.host, context);
        run.state.begin(other.state);
        run.xRay = other.xRay;
        return run;
    }

    /// What the host runs it for: its routing context.
    public Object context() {
        return context;
    }

    /// The script that runs.
    public Version version() {
        return version;
    }

    /// For compiled routes.
    public RunState state() {
        return state;
    }

    /// Runs a route block.
    ///
    /// @param route its number in the version
    /// @param parameters what `$param` gives
    /// @throws IllegalStateException if the run waits
    public Outcome start(int route, @Nullable Object... parameters) {
        if (root != null) {
            throw new IllegalStateException("The run waits");
        }
        this.route = route;
        Version.Route entry = version.routes().get(route);
        state.begin();
        return go(new Frame(parameters, entry.slots(), entry.loops()));
    }

    /// Goes on after a wait.
    ///
    /// @param resumption what the task has brought
    /// @throws IllegalStateException if the run does not wait
    public Outcome resume(Resumption resumption) {
        Frame frame = root;
        if (frame == null) {
            throw new IllegalStateException("The run does not wait");
        }
        root = null;
        state.wake(resumption);
        return go(frame);
    }

    private Outcome go(Frame frame) {
        int result = 0;
        try {
            result = version.routes().get(route).routine().run(state, frame);
        } catch (ScriptEnd end) {
            failed(version.place(end.offset()), end.reason());
            state.exit();
        }
        Outcome outcome = state.outcome();
        if (outcome == Outcome.WAITING) {
            root = frame;
        } else if (outcome == Outcome.ENDED) {
            state.note(result);
        }
        return outcome;
    }

    /// What the last statement returned: `$rc`.
    public int code() {
        return state.code();
    }

    /// Makes the run wait. A status function that may wait calls this and returns what it returns, at once.
    public int await(Task task) {
        state.await(task);
        return WAITING;
    }

    /// What the run waits for, or null.
    public @Nullable Task waitsFor() {
        return state.task();
    }

    /// How long `async` lets it wait for that, in seconds; 0 is for ever.
    public long patience() {
        return state.patience();
    }

    /// Does what the run waits for, on the thread of the caller, which may block.
    ///
    /// @return what to go on with; where the task failed, the function returns -1
    /// @throws IllegalStateException if the run does not wait
    public Resumption perform() {
        Task task = state.task();
        if (task == null) {
            throw new IllegalStateException("The run does not wait");
        }
        try {
            return task.call();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            String reason = String.valueOf(e.getMessage());
            return run -> run.failedWait(e.getClass().getSimpleName() + ": " + reason);
        }
    }

    private int failedWait(String reason) {
        host.failed(this, state.waitedAt(), reason);
        return -1;
    }

    /// The value of one of the script's own variables.
    ///
    /// @param number its number in the version
    public @Nullable Object variable(int number) {
        return state.get(number);
    }

    /// Who looks on, if the version was compiled for that.
    public void xRay(XRay xRay) {
        this.xRay = xRay;
    }

    @Nullable
    XRay xRay() {
        return xRay;
    }

    void failed(int offset, ScriptError error) {
        failed(version.place(offset), error.reason());
    }

    void failed(Place place, String reason) {
        host.failed(this, place, reason);
    }

    void launch(int route, @Nullable Object... parameters) {
        Run launched = new Run(version, host, context);
        launched.xRay = xRay;
        host.launch(launched, route, parameters);
    }
}
