package io.sidetone.modules.usrloc;

import io.sidetone.modules.usrloc.Difference.Replacement;
import io.sidetone.server.service.Binding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Takes changes at once, and hands them on later: of several changes of one binding only the last. Thread-safe.
final class WriteBack implements LocationStore {

    /// How many bindings are handed on together.
    private static final int TOGETHER = 200;

    /// What the store behind has not got yet: the binding, or that it is gone.
    ///
    /// @param gone whether it was removed
    private record Pending(String address, Binding binding, boolean gone) {}

    private final LocationStore behind;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();

    WriteBack(LocationStore behind) {
        this.behind = behind;
    }

    @Override
    public synchronized CompletableFuture<?> write(String address, Difference change) {
        change.removed().forEach(each -> pending.put(each.id(), new Pending(address, each, true)));
        change.changed().forEach(each -> pending.put(each.after().id(), new Pending(address, each.after(), false)));
        change.added().forEach(each -> pending.put(each.id(), new Pending(address, each, false)));
        return CompletableFuture.completedFuture(null);
    }

    /// How many bindings wait to be written.
    synchronized int size() {
        return pending.size();
    }

    /// Whether a binding waits to be written.
    synchronized boolean has(long id) {
        return pending.containsKey(id);
    }

    /// Hands on what has changed. What is not taken is tried again the next time.
    ///
    /// @return completed when all was taken, or some was not
    CompletableFuture<?> flush() {
        Map<String, List<Pending>> byAddress = new LinkedHashMap<>();
        synchronized (this) {
            for (Pending each : pending.values()) {
                byAddress
                        .computeIfAbsent(each.address(), _ -> new ArrayList<>(1))
                        .add(each);
            }
            pending.clear();
        }
        List<CompletableFuture<?>> written = new ArrayList<>();
        byAddress.forEach((address, all) -> {
            for (int from = 0; from < all.size(); from += TOGETHER) {
                List<Pending> part = all.subList(from, Math.min(all.size(), from + TOGETHER));
                written.add(behind.write(address, difference(part)).whenComplete((_, failure) -> {
                    if (failure != null) {
                        putBack(part);
                    }
                }));
            }
        });
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    private static Difference difference(List<Pending> part) {
        List<Replacement> changed = new ArrayList<>();
        List<Binding> removed = new ArrayList<>();
        for (Pending each : part) {
            if (each.gone()) {
                removed.add(each.binding());
            } else {
                changed.add(new Replacement(each.binding(), each.binding()));
            }
        }
        return new Difference(List.of(), List.of(), List.of(), changed, removed);
    }

    private synchronized void putBack(List<Pending> part) {
        part.forEach(each -> pending.putIfAbsent(each.binding().id(), each));
    }
}
