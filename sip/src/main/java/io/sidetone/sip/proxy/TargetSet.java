package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Few;
import io.sidetone.sip.base.Rfc;
import java.util.List;

/// The targets of a request: those that wait, and those that were tried, so that none is tried twice. Confined to
/// the lock of its response context.
@Rfc(number = 3261, section = "16.5")
public final class TargetSet {

    /// How many targets there may be in all: adding compares with each of them, and each of them costs a branch.
    public static final int DEFAULT_LIMIT = 32;

    /// All targets: the tried ones, then those that wait in the order in which they are tried.
    private List<Target> targets = List.of();

    private final int limit;
    private int tried;

    /// @param limit how many targets there may be in all, from 0
    public TargetSet(int limit) {
        this.limit = limit;
    }

    /// Adds a target behind all that wait and are preferred at least as much.
    ///
    /// @return false if it is there already, tried or not, or there are too many
    public boolean add(Target target) {
        if (targets.size() >= limit) {
            return false;
        }
        for (Target known : targets) {
            if (known.isSameAs(target)) {
                return false;
            }
        }
        int at = targets.size();
        while (at > tried && targets.get(at - 1).q() < target.q()) {
            at--;
        }
        targets = Few.with(targets, at, target);
        return true;
    }

    /// Whether no target waits.
    public boolean isEmpty() {
        return tried == targets.size();
    }

    /// All that wait, in order: the contacts of a redirection, or what a script sees.
    public List<Target> waiting() {
        return List.copyOf(targets.subList(tried, targets.size()));
    }

    /// Takes the targets that are to be tried together now; empty if none waits. Who does not fork tries only the
    /// one that comes first of all.
    @Rfc(number = 3841, section = "7.1")
    public List<Target> next(Disposition disposition) {
        if (isEmpty() || (!disposition.fork() && tried > 0)) {
            return List.of();
        }
        int end = switch (disposition.fork() ? disposition.order() : Disposition.Order.SEQUENTIAL) {
            case PARALLEL -> targets.size();
            case SEQUENTIAL -> tried + 1;
            case BY_PREFERENCE -> endOfGroup();
        };
        List<Target> group = List.copyOf(targets.subList(tried, end));
        tried = end;
        return group;
    }

    private int endOfGroup() {
        int end = tried + 1;
        while (end < targets.size()
                && targets.get(end).q() == targets.get(tried).q()) {
            end++;
        }
        return end;
    }
}
