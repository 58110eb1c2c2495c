package io.sidetone.server.context;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import org.jspecify.annotations.Nullable;

/// The blocks that are armed for a transaction, by their numbers. Confined to the transaction.
final class ArmedBlocks {

    static final int NONE = -1;

    /// What the names of Kamailio's blocks for branches that fail begin with.
    private static final String BRANCH_FAILURE = "tm:branch-failure:";

    private final Version version;
    int onBranch = NONE;
    int onReply = NONE;
    int onFailure = NONE;

    /// For the failure of one branch.
    int onBranchFailure = NONE;

    /// What runs for the branches that are sent now.
    int ofBranches = NONE;

    ArmedBlocks(Version version) {
        this.version = version;
    }

    /// Arms a block for the failure of each branch that is sent from now on.
    ///
    /// @param name of the block; null disarms
    void armForBranches(@Nullable String name) {
        onBranchFailure = name == null
                ? NONE
                : version.route(RouteKind.FAILURE_ROUTE, BRANCH_FAILURE + name)
                        .orElseGet(() -> number(RouteKind.FAILURE_ROUTE, name));
    }

    /// @param name of the block; null disarms
    void arm(RouteKind kind, @Nullable String name) {
        int number = name == null ? NONE : number(kind, name);
        switch (kind) {
            case BRANCH_ROUTE -> onBranch = number;
            case ONREPLY_ROUTE -> onReply = number;
            case FAILURE_ROUTE -> onFailure = number;
            default -> throw new ScriptError("blocks of this kind cannot be armed");
        }
    }

    private int number(RouteKind kind, String name) {
        return version.route(kind, name).orElseThrow(() -> new ScriptError("there is no such block: " + name));
    }

    /// The name of the block that is armed for a kind; null for none.
    @Nullable
    String name(RouteKind kind) {
        int number = switch (kind) {
            case BRANCH_ROUTE -> onBranch;
            case ONREPLY_ROUTE -> onReply;
            case FAILURE_ROUTE -> onFailure;
            default -> NONE;
        };
        return number == NONE ? null : version.routes().get(number).name();
    }

    /// Branches are about to be sent. What is armed for them counts once in Kamailio's dialect, else until another
    /// block is armed.
    void relaying() {
        ofBranches = onBranch;
        if (version.dialect() == Dialect.KAMAILIO) {
            onBranch = NONE;
        }
    }

    /// Whether one of them may wait.
    boolean mayWait() {
        return mayWait(onBranch)
                || mayWait(ofBranches)
                || mayWait(onReply)
                || mayWait(onFailure)
                || mayWait(onBranchFailure);
    }

    private boolean mayWait(int route) {
        return route != NONE && version.routes().get(route).waits();
    }
}
