package io.sidetone.server.context;

import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The branches of one transaction: which draft each was made of. Confined to the transaction.
final class BranchStates {

    private static final int NOT_ARMED = -1;

    /// Targets that no branch has begun for yet; null for none. Few: they are looked through.
    private @Nullable List<Waiting> waiting;

    /// By the number of the branch: an array, since each call has one and nearly all have one branch.
    private @Nullable TargetDraft[] begun = new TargetDraft[0];

    /// By the number of the branch; null while no branch has a block of its own.
    private @Nullable Map<Integer, Integer> armed;

    /// The same, for when the branch fails.
    private @Nullable Map<Integer, Integer> armedForFailure;

    /// A target and what it was made of.
    private record Waiting(Target target, TargetDraft draft) {}

    /// The target that a draft becomes.
    Target target(Uri uri, TargetDraft draft) {
        TargetDraft other = draft.next();
        Target next = other == null ? null : target(Objects.requireNonNull(other.uri()), other);
        Target target = new Target(uri, draft.q(), draft.path(), draft.flow(), null, next);
        if (waiting == null) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(new Waiting(target, draft));
        return target;
    }

    /// The draft of a branch that begins, for the branch alone. Targets of a redirection have none yet.
    TargetDraft begin(Branch branch) {
        TargetDraft of = take(branch.target());
        TargetDraft draft = of == null ? new TargetDraft(branch.target().uri()) : of.copy();
        int index = branch.index();
        if (index >= begun.length) {
            begun = Arrays.copyOf(begun, index + 1);
        }
        begun[index] = draft;
        return draft;
    }

    /// The draft of this very target, which waits no more; null if there is none.
    @SuppressWarnings("ReferenceEquality") // two equal ones are two branches
    private @Nullable TargetDraft take(Target target) {
        List<Waiting> all = waiting;
        for (int i = 0; all != null && i < all.size(); i++) {
            if (all.get(i).target() == target) {
                TargetDraft draft = all.remove(i).draft();
                waiting = all.isEmpty() ? null : all;
                return draft;
            }
        }
        return null;
    }

    /// How many there have been.
    int count() {
        return begun.length;
    }

    /// The draft of the branch of a number; null if there is none.
    @Nullable
    TargetDraft of(int index) {
        return index >= 0 && index < begun.length ? begun[index] : null;
    }

    TargetDraft of(Branch branch) {
        TargetDraft draft = of(branch.index());
        return draft == null ? new TargetDraft(branch.target().uri()) : draft;
    }

    /// Arms a block for the responses of one branch alone.
    void arm(Branch branch, int route) {
        if (armed == null) {
            armed = new HashMap<>(2);
        }
        armed.put(branch.index(), route);
    }

    /// Arms a block for the failure of one branch alone.
    void armForFailure(Branch branch, int route) {
        if (armedForFailure == null) {
            armedForFailure = new HashMap<>(2);
        }
        armedForFailure.put(branch.index(), route);
    }

    /// Whether a block is armed for the responses of one branch alone.
    boolean isArmedForReplies() {
        return armed != null;
    }

    /// Whether a block is armed for the failure of any branch.
    boolean isArmedForFailure() {
        return armedForFailure != null;
    }

    /// The number of the block that is armed for the failure of a branch alone; -1 for none.
    int onFailure(Branch branch) {
        return armedForFailure == null ? NOT_ARMED : armedForFailure.getOrDefault(branch.index(), NOT_ARMED);
    }

    /// The number of the block that is armed for the responses of a branch alone; -1 for none.
    int onReply(Branch branch) {
        return armed == null ? NOT_ARMED : armed.getOrDefault(branch.index(), NOT_ARMED);
    }
}
