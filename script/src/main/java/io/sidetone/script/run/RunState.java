package io.sidetone.script.run;

import io.sidetone.script.source.Place;
import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.Members;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What compiled routes do to a run: variables, return codes, calls of routes, the end and the waits. Confined to
/// its run.
///
/// Nothing else calls it but what reads text outside of them. Static methods take first what is on the operand stack
/// already.
public final class RunState {

    private enum Signal {
        NONE,
        EXIT,
        DROP,
        WAIT
    }

    private static final int SUCCESS = 1;
    private static final int FAILURE = -1;

    /// The run, as functions and variables get it.
    public final Run run;

    private final Version version;
    private final @Nullable Object[] variables;
    private @Nullable Object @Nullable [] returned;
    private @Nullable BoundedMatcher match;
    private int code = SUCCESS;
    private Signal signal = Signal.NONE;
    private @Nullable Task task;
    private @Nullable Resumption resumption;
    private int waitedAt;
    private long patience;
    private int depth;
    private int steps;

    RunState(Run run, Version version) {
        this(run, version, version.initial());
    }

    private RunState(Run run, Version version, @Nullable Object[] variables) {
        this.run = run;
        this.version = version;
        this.variables = variables;
    }

    /// The state of a run inside another one.
    static RunState within(RunState outer, Run run, Version version) {
        return outer.version == version ? new RunState(run, version, outer.variables) : new RunState(run, version);
    }

    // ---- The run's side

    /// Takes the values that another one has, if they are of the same script.
    void begin(RunState other) {
        if (other.version == version) {
            System.arraycopy(other.variables, 0, variables, 0, variables.length);
        }
    }

    void begin() {
        signal = Signal.NONE;
        depth = 0;
        steps = 0;
    }

    void wake(Resumption resumption) {
        this.resumption = resumption;
        task = null;
        patience = 0;
        signal = Signal.NONE;
    }

    void await(Task task) {
        this.task = task;
    }

    @Nullable
    Task task() {
        return task;
    }

    long patience() {
        return patience;
    }

    Place waitedAt() {
        return version.place(waitedAt);
    }

    Outcome outcome() {
        if (task != null && signal != Signal.WAIT) {
            throw new IllegalStateException("A function waits that was not defined as one that may");
        }
        return switch (signal) {
            case NONE -> Outcome.ENDED;
            case EXIT -> Outcome.EXITED;
            case DROP -> Outcome.DROPPED;
            case WAIT -> Outcome.WAITING;
        };
    }

    // ---- Return codes and the end

    /// `$rc`.
    public int code() {
        return code;
    }

    /// Sets `$rc`.
    public void note(int code) {
        this.code = code;
    }

    /// After a status function: keeps its code.
    ///
    /// @return the code; 0 if the script must be left, because the function says so or waits
    public static int noted(int code, RunState state) {
        if (code == Run.WAITING) {
            state.signal = Signal.WAIT;
            return 0;
        }
        state.code = code;
        return code;
    }

    /// `$rc` as a value.
    public Object codeValue() {
        return (long) code;
    }

    /// Whether the script is to be left.
    public boolean leaves() {
        return signal != Signal.NONE;
    }

    /// `return(code)`.
    ///
    /// @return the code; 0 ends the script
    public static int giving(int code, RunState state) {
        state.code = code;
        state.returned = null;
        if (code == 0) {
            state.exit();
        }
        return code;
    }

    /// At the end of a route without `return`: what it returns.
    public int fallThrough() {
        return code == 0 ? SUCCESS : code;
    }

    /// After a call has given 0: ends the script, or lets the frame go on at a label later.
    public void stop(Frame frame, int label, int offset) {
        if (signal == Signal.WAIT) {
            frame.label = label;
            waitedAt = frame.callee == null ? offset : waitedAt;
        } else if (signal == Signal.NONE) {
            exit();
        }
    }

    /// `exit`.
    public void exit() {
        signal = Signal.EXIT;
        code = 0;
    }

    /// `drop`.
    public void drop() {
        signal = Signal.DROP;
        code = 0;
    }

    /// What the function returns that has waited.
    public int resumed() {
        Resumption applied = resumption;
        resumption = null;
        if (applied == null) {
            throw new IllegalStateException("Nothing to go on with");
        }
        code = applied.apply(run);
        return code;
    }

    /// How long the next call may wait, in seconds.
    public void patience(long seconds) {
        patience = seconds;
    }

    /// A statement could not be done.
    public static void failed(ScriptError error, RunState state, int offset) {
        state.code = FAILURE;
        state.run.failed(offset, error);
    }

    /// `assert` that does not hold.
    public void violated(String message, int offset) {
        run.failed(version.place(offset), message);
        exit();
    }

    // ---- Variables

    /// `$var` by its number.
    public @Nullable Object get(int slot) {
        return variables[slot];
    }

    /// `$var(x) = value`.
    public static void set(@Nullable Object value, RunState state, int slot) {
        state.variables[slot] = value;
        state.code = SUCCESS;
    }

    /// `$var(x) = value`, with somebody looking on.
    public static void setSeen(@Nullable Object value, RunState state, int slot) {
        set(value, state, slot);
        XRay xRay = state.run.xRay();
        if (xRay != null) {
            xRay.written(state.run, "$var(" + state.version.variables().get(slot) + ")", value);
        }
    }

    /// A statement begins, with somebody looking on.
    public void seen(int offset) {
        XRay xRay = run.xRay();
        if (xRay != null) {
            xRay.statement(run, version.place(offset));
        }
    }

    /// `$name(key) = value`.
    public static void assign(@Nullable Object value, Variable variable, RunState state, @Nullable Object key) {
        variable.set(state.run, key, value);
        state.code = SUCCESS;
    }

    /// `$name(key) := value`.
    public static void replace(@Nullable Object value, Variable variable, RunState state, @Nullable Object key) {
        variable.replace(state.run, key, value);
        state.code = SUCCESS;
    }

    /// `$(name(key)[*]) = value`.
    public static void replaceAll(@Nullable Object value, Variable variable, RunState state, @Nullable Object key) {
        variable.replaceAll(state.run, key, value);
        state.code = SUCCESS;
    }

    /// `object.name = value`.
    public static void setMember(@Nullable Object value, @Nullable Object object, String name, RunState state) {
        Members.setMember(object, name, value);
        state.code = SUCCESS;
    }

    /// `object[index] = value`.
    public static void setElement(
            @Nullable Object value, @Nullable Object object, @Nullable Object index, RunState state) {
        Members.setElement(object, index, value);
        state.code = SUCCESS;
    }

    /// `$param(key)`.
    public static @Nullable Object parameter(@Nullable Object key, Frame frame) {
        Long number = Values.integer(key);
        return number == null ? frame.parameter(Values.text(key)) : frame.parameter(number);
    }

    /// `$return(index)`.
    public static @Nullable Object returned(@Nullable Object index, RunState state) {
        Long at = Values.integer(index);
        @Nullable Object[] values = state.returned;
        return at == null || values == null || at < 0 || at >= values.length ? null : values[at.intValue()];
    }

    /// What a route returns beside its code.
    public static void results(@Nullable Object[] values, RunState state) {
        state.returned = values;
    }

    /// The code of `return value`: -1 for null, 1 for what is no number.
    public static int returnCode(@Nullable Object value) {
        return switch (value) {
            case null -> FAILURE;
            case Long number -> Math.clamp(number, Run.WAITING + 1, Integer.MAX_VALUE);
            case Boolean flag -> flag ? SUCCESS : FAILURE;
            default -> SUCCESS;
        };
    }

    /// A variable of the script for a function to write.
    public Output output(int slot) {
        return new SlotOutput(run, slot);
    }

    /// A variable of the host for a function to write.
    ///
    /// @param index null for all of it
    public static Output output(@Nullable Object key, @Nullable Object index, Variable variable, RunState state) {
        return new VariableOutput(state.run, variable, key, index == null ? null : index(index));
    }

    /// A member for a function to write.
    public static Output output(@Nullable Object object, String name) {
        return new MemberOutput(object, name);
    }

    /// An element for a function to write.
    public static Output output(@Nullable Object object, @Nullable Object index) {
        return new ElementOutput(object, index);
    }

    /// The value at an index of a variable.
    public static @Nullable Object at(@Nullable Object index, Variable variable, Run run, @Nullable Object key) {
        return variable.get(run, key, index(index));
    }

    /// `$(name(key)[index]) = value`.
    public static void assignAt(
            @Nullable Object value, @Nullable Object index, Variable variable, RunState state, @Nullable Object key) {
        if (index instanceof String place && Values.integer(place) == null) {
            variable.set(state.run, key, place, value);
        } else {
            variable.set(state.run, key, index(index), value);
        }
        state.code = SUCCESS;
    }

    private static long index(@Nullable Object index) {
        Long at = Values.integer(index);
        if (at == null) {
            throw new ScriptError("an index is a number, not " + Type.of(index).phrase());
        }
        return at;
    }

    // ---- Matching

    /// `=~`.
    ///
    /// @param pattern a [Pattern], or what gives the text of one
    public static boolean matches(@Nullable Object subject, @Nullable Object pattern, RunState state) {
        if (subject == null || pattern == null) {
            return subject == null && pattern == null;
        }
        if (subject instanceof List<?> || subject instanceof Map<?, ?>) {
            throw new ScriptError(
                    "'=~' is for text, not for " + Type.of(subject).phrase());
        }
        Pattern expression = pattern instanceof Pattern known ? known : Values.pattern(Values.text(pattern));
        BoundedMatcher matcher = BoundedMatcher.of(expression, Values.text(subject));
        if (!matcher.find()) {
            return false;
        }
        state.match = matcher;
        return true;
    }

    /// `$match(group)`.
    public static @Nullable Object group(@Nullable Object group, RunState state) {
        Long number = Values.integer(group);
        BoundedMatcher match = state.match;
        return match == null || number == null ? null : match.group(number);
    }

    // ---- Loops and routes

    /// Before each turn of a loop.
    ///
    /// @return whether it may turn
    public boolean turn(Frame frame, int loop, int offset) {
        step(offset);
        int[] turns = Objects.requireNonNull(frame.turns);
        if (++turns[loop] <= version.limits().turns()) {
            return true;
        }
        run.failed(
                version.place(offset),
                "the loop has turned " + version.limits().turns() + " times, which is the limit (max_while_loops)");
        return false;
    }

    /// Before each turn of a `for`, whose turns are only limited by the steps of the run.
    public void step(int offset) {
        if (++steps > version.limits().steps()) {
            throw new ScriptEnd(
                    "the script has made " + version.limits().steps() + " steps, which is the limit", offset);
        }
    }

    /// What `for` goes through: the elements of a list as they are now, the keys of a map, a single value.
    public static Iterator<?> iterator(@Nullable Object sequence) {
        return switch (sequence) {
            case null -> List.of().iterator();
            case List<?> list -> Arrays.asList(list.toArray()).iterator();
            case Map<?, ?> map -> List.copyOf(map.keySet()).iterator();
            default -> List.of(sequence).iterator();
        };
    }

    /// Before a route block is called.
    ///
    /// @throws ScriptError if too many are inside each other
    public static Frame enter(
            @Nullable Object @Nullable [] parameters, RunState state, Frame caller, int route, int offset) {
        return enter(parameters, state, caller, state.version.routes().get(route), offset);
    }

    private static Frame enter(
            @Nullable Object @Nullable [] parameters, RunState state, Frame caller, Version.Route route, int offset) {
        state.step(offset);
        if (state.depth >= state.version.limits().depth()) {
            throw new ScriptError("more than " + state.version.limits().depth() + " routes inside each other");
        }
        state.depth++;
        state.returned = null;
        Frame frame = new Frame(parameters, route.slots(), route.loops());
        caller.callee = frame;
        return frame;
    }

    /// After a route block has returned, ended the script or begun to wait.
    ///
    /// @return its code; 0 if the script must be left
    public static int left(int code, RunState state, Frame caller) {
        if (state.signal == Signal.WAIT) {
            return 0;
        }
        caller.callee = null;
        state.depth--;
        state.code = code;
        return code;
    }

    /// `route($name)`.
    ///
    /// @return as [#left]
    public static int route(
            @Nullable Object @Nullable [] parameters, @Nullable Object name, RunState state, Frame caller, int offset) {
        Version.Route route = state.version.dynamic(Values.text(name));
        if (route == null) {
            throw new ScriptError("there is no route[" + Values.text(name) + "]");
        }
        Frame frame = enter(parameters, state, caller, route, offset);
        frame.routine = route.routine();
        return left(route.routine().run(state, frame), state, caller);
    }

    /// Goes on in a block that was called by a variable and has waited.
    ///
    /// @return as [#left]
    public int again(Frame caller) {
        Frame frame = caller.callee;
        if (frame == null || frame.routine == null) {
            throw new IllegalStateException("Nothing to go on with");
        }
        return left(frame.routine.run(this, frame), this, caller);
    }

    /// `launch`.
    public static void launch(@Nullable Object[] parameters, RunState state, int route) {
        state.run.launch(route, parameters);
        state.code = SUCCESS;
    }
}
