package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// One route block in progress: what has to survive while the run waits. Confined to its run.
///
/// Its fields are for compiled routes, which keep all that they need here and nothing in local variables.
public final class Frame {

    /// Where to go on; 0 is the start.
    public int label;

    /// What the route returns if a part of it that is a method of its own ends it.
    public int result;

    /// Values that an expression has computed before a call in it waits, and the iterators of loops.
    public final @Nullable Object[] slots;

    /// How often each loop has turned.
    public final int[] turns;

    /// The block that this one has called and that waits.
    public @Nullable Frame callee;

    /// What it runs, where it was called by a variable.
    @Nullable
    Routine routine;

    private final @Nullable Object[] parameters;

    Frame(@Nullable Object[] parameters, int slots, int loops) {
        this.parameters = parameters;
        this.slots = slots == 0 ? Shared.NO_VALUES : new Object[slots];
        this.turns = loops == 0 ? Shared.NO_TURNS : new int[loops];
    }

    /// The parameter of a name: the parameters of events are pairs of name and value.
    @Nullable
    Object parameter(String name) {
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            if (name.equals(parameters[i])) {
                return parameters[i + 1];
            }
        }
        return null;
    }

    /// The parameter of a number from 1; null where there are fewer.
    @Nullable
    Object parameter(long number) {
        return number >= 1 && number <= parameters.length ? parameters[(int) number - 1] : null;
    }

    /// What frames without slots and loops have in common.
    private static final class Shared {
        private static final @Nullable Object[] NO_VALUES = new Object[0];
        private static final int[] NO_TURNS = new int[0];
    }
}
