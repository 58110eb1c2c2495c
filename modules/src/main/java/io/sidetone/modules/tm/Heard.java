package io.sidetone.modules.tm;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has come back for a transaction so far. Confined to it.
final class Heard implements TransactionWatcher {

    private static final String KEY = "tm.heard";
    private static final int FINAL = 200;

    /// The last status of each branch, 0 for none yet.
    private final List<Integer> codes = new ArrayList<>(1);

    /// How many replies of each branch.
    private final List<Integer> counts = new ArrayList<>(1);

    private boolean timedOut;
    private boolean any;
    private boolean lastIsLocal = true;
    private @Nullable Branch last;

    private Heard() {}

    static Heard of(RoutedTransaction transaction) {
        if (transaction.note(KEY) instanceof Heard known) {
            return known;
        }
        Heard made = new Heard();
        transaction.note(KEY, made);
        return made;
    }

    @Override
    public void received(RoutedTransaction transaction, Branch branch, SipResponse response) {
        any = true;
        lastIsLocal = false;
        last = branch;
        while (codes.size() <= branch.index()) {
            codes.add(0);
            counts.add(0);
        }
        codes.set(branch.index(), response.statusCode());
        counts.set(branch.index(), counts.get(branch.index()) + 1);
    }

    @Override
    public void failed(RoutedTransaction transaction, int status, @Nullable SipResponse response) {
        lastIsLocal = response == null;
        for (int i = 0; i < transaction.branchCount() && !timedOut; i++) {
            // All have ended, so who has answered nothing final has let his time go by.
            timedOut = code(i) < FINAL;
        }
    }

    /// Whether a branch has let its time go by.
    boolean hasTimedOut() {
        return timedOut;
    }

    /// Whether anything has come.
    ///
    /// @param butOne whether one reply is not counted
    boolean wasAnswered(boolean butOne) {
        return counts.stream().mapToInt(Integer::intValue).sum() > (butOne ? 1 : 0);
    }

    /// Whether anything has come for the branch that was heard of last.
    ///
    /// @param butOne whether one reply is not counted
    boolean lastWasAnswered(boolean butOne) {
        Branch branch = last;
        return branch != null && counts.get(branch.index()) > (butOne ? 1 : 0);
    }

    /// Whether a branch was last heard of with this status.
    boolean hasCome(int status) {
        return codes.contains(status);
    }

    boolean isLocal(String which) {
        return which.equalsIgnoreCase("all") ? !any : lastIsLocal;
    }

    /// The branch that was heard of last; null for none.
    @Nullable
    Branch last() {
        return last;
    }

    /// The last status of a branch; 0 for none.
    int code(int branch) {
        return branch >= 0 && branch < codes.size() ? codes.get(branch) : 0;
    }
}
