package io.sidetone.server.context;

import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The branches of one transaction: which draft each was made of. Confined to the transaction.
final class BranchStates {

    /// The attribute of a draft that holds the number of the block armed for its responses alone.
    static final String ON_REPLY = ".onreply";

    private final IdentityHashMap<Target, TargetDraft> waiting = new IdentityHashMap<>(2);
    private final List<@Nullable TargetDraft> begun = new ArrayList<>(1);

    /// The target that a draft becomes.
    Target target(Uri uri, TargetDraft draft) {
        Target target = new Target(uri, draft.q(), draft.path(), draft.flow(), null);
        waiting.put(target, draft);
        return target;
    }

    /// The draft of a branch that begins, for the branch alone. Targets of a redirection have none yet.
    TargetDraft begin(Branch branch) {
        TargetDraft of = waiting.remove(branch.target());
        TargetDraft draft = of == null ? new TargetDraft(branch.target().uri()) : of.copy();
        while (begun.size() <= branch.index()) {
            begun.add(null);
        }
        begun.set(branch.index(), draft);
        return draft;
    }

    TargetDraft of(Branch branch) {
        TargetDraft draft = branch.index() < begun.size() ? begun.get(branch.index()) : null;
        return draft == null ? new TargetDraft(branch.target().uri()) : draft;
    }

    int onReply(Branch branch) {
        return of(branch).attributes().get(ON_REPLY) instanceof Long number ? number.intValue() : -1;
    }
}
