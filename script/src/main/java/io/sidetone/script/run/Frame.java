package io.sidetone.script.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One route block in progress: what has to survive while the run waits. Confined to its run.
///
/// Its public members are for compiled routes, which keep all that they need here and nothing in local variables.
public final class Frame {

    /// Where to go on; 0 is the start.
    public int label;

    /// What the route returns if a part of it that is a method of its own ends it.
    public int result;

    /// How often each loop has turned; null where there is none.
    public final int @Nullable [] turns;

    /// The block that this one has called and that waits.
    public @Nullable Frame callee;

    /// What it runs, where it was called by a variable.
    @Nullable
    Routine routine;

    /// Values that an expression has computed before a call in it, and the iterators of loops; null where there
    /// is none.
    private final @Nullable Object @Nullable [] slots;

    private final @Nullable Object @Nullable [] parameters;

    Frame(@Nullable Object @Nullable [] parameters, int slots, int loops) {
        this.parameters = parameters;
        this.slots = slots == 0 ? null : new Object[slots];
        this.turns = loops == 0 ? null : new int[loops];
    }

    /// Keeps a value.
    public static void keep(@Nullable Object value, Frame frame, int slot) {
        frame.values()[slot] = value;
    }

    /// A value that was kept.
    public @Nullable Object kept(int slot) {
        return values()[slot];
    }

    private @Nullable Object[] values() {
        return Objects.requireNonNull(slots);
    }

    /// The parameter of a name: the parameters of events are pairs of name and value.
    @Nullable
    Object parameter(String name) {
        if (parameters != null) {
            for (int i = 0; i + 1 < parameters.length; i += 2) {
                if (name.equals(parameters[i])) {
                    return parameters[i + 1];
                }
            }
        }
        return null;
    }

    /// The parameter of a number from 1; null where there are fewer.
    @Nullable
    Object parameter(long number) {
        return parameters != null && number >= 1 && number <= parameters.length ? parameters[(int) number - 1] : null;
    }
}
