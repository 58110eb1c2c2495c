package io.sidetone.modules.tm;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What has come back for a transaction so far. Confined to it.
final class Heard implements TransactionWatcher {

    private static final String KEY = "tm.heard";
    private static final int FINAL = 200;

    /// Of each branch the last status, 0 for none yet, and how many replies have come; null before the first one.
    private int @Nullable [] heard;

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
        int at = 2 * branch.index();
        int[] all = heard == null ? new int[at + 2] : heard;
        all = all.length > at ? all : Arrays.copyOf(all, at + 2);
        all[at] = response.statusCode();
        all[at + 1]++;
        heard = all;
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
        int count = 0;
        for (int i = 0; i < branches(); i++) {
            count += count(i);
        }
        return count > (butOne ? 1 : 0);
    }

    /// Whether anything has come for the branch that was heard of last.
    ///
    /// @param butOne whether one reply is not counted
    boolean lastWasAnswered(boolean butOne) {
        Branch branch = last;
        return branch != null && count(branch.index()) > (butOne ? 1 : 0);
    }

    /// Whether a branch was last heard of with this status.
    boolean hasCome(int status) {
        for (int i = 0; i < branches(); i++) {
            if (code(i) == status) {
                return true;
            }
        }
        return false;
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
        return heard != null && branch >= 0 && branch < branches() ? heard[2 * branch] : 0;
    }

    private int count(int branch) {
        return heard != null && branch < branches() ? heard[2 * branch + 1] : 0;
    }

    /// How many branches may have been heard of.
    private int branches() {
        return heard == null ? 0 : heard.length / 2;
    }
}
