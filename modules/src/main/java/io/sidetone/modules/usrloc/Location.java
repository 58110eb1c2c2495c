package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationException;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationWatcher;
import io.sidetone.sip.base.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The bindings of a table, and how they change: in memory, after a [LocationStore] has taken the change.
/// Thread-safe.
///
/// While the store works on a change of an address, those that come after it wait, and who looks sees what was
/// there before: what was not answered yet does not count.
final class Location implements LocationTable {

    /// How many changes of one address may wait for one that is under way.
    static final int MOST_WAITING = 32;

    private final String name;
    private final Clock clock;
    private final BindingTable table = new BindingTable();
    private final ContactNumbers numbers = new ContactNumbers();
    private final List<LocationWatcher> watchers;
    private volatile LocationStore store = LocationStore.NONE;

    /// @param watchers who is told; the list may grow
    Location(String name, Clock clock, List<LocationWatcher> watchers) {
        this.name = name;
        this.clock = clock;
        this.watchers = watchers;
    }

    @Override
    public String name() {
        return name;
    }

    /// Says where changes are kept from now on.
    void store(LocationStore other) {
        store = other;
    }

    /// What has numbers and bindings, for who loads them.
    BindingTable table() {
        return table;
    }

    ContactNumbers numbers() {
        return numbers;
    }

    private long now() {
        return clock.currentTimeMillis() / 1000;
    }

    @Override
    public List<Binding> bindings(String address) {
        return live(table.get(address));
    }

    private List<Binding> live(List<Binding> all) {
        long now = now();
        for (Binding binding : all) {
            if (binding.isExpired(now)) {
                List<Binding> live = new ArrayList<>(all);
                live.removeIf(each -> each.isExpired(now));
                return live;
            }
        }
        return all;
    }

    // ---- Changes

    @Override
    public <T> CompletableFuture<T> change(String address, Rule<T> rule) {
        return change(new Change<>(address, rule, false));
    }

    private <T> CompletableFuture<T> change(Change<T> change) {
        Place place = table.place(change.address());
        Stripe stripe = place.stripe();
        Step step;
        stripe.lock.lock();
        try {
            ArrayDeque<Change<?>> waiting = stripe.underWay.get(change.address());
            if (waiting != null) {
                if (waiting.size() >= MOST_WAITING) {
                    change.done()
                            .completeExceptionally(new LocationException(
                                    "more than " + MOST_WAITING + " changes of one address wait", true, null));
                } else {
                    waiting.add(change);
                }
                return change.done();
            }
            step = decide(change, place);
            if (step.toStore()) {
                stripe.underWay.put(change.address(), new ArrayDeque<>(1));
            }
        } finally {
            stripe.lock.unlock();
        }
        go(step, place);
        return change.done();
    }

    /// What comes after a rule was asked.
    ///
    /// @param change what was asked for
    /// @param complete gives the answer
    /// @param difference what it changes
    /// @param toStore whether that has to be stored before it counts; else it counts already
    private record Step(Change<?> change, Runnable complete, Difference difference, boolean toStore) {}

    /// Asks the rule. The lock must be held.
    @SuppressWarnings("ReferenceEquality") // What was given means that nothing changes.
    private <T> Step decide(Change<T> change, Place place) {
        List<Binding> before = place.get();
        List<Binding> present = live(before);
        Verdict<T> verdict;
        try {
            verdict = change.rule().decide(present);
        } catch (RuntimeException e) {
            return new Step(change, () -> change.done().completeExceptionally(e), none(before), false);
        }
        Runnable complete = () -> change.done().complete(verdict.answer());
        List<Binding> after = verdict.after();
        if (after == present) {
            return new Step(change, complete, none(before), false);
        }
        List<Binding> known = new ArrayList<>(before);
        Difference difference = Difference.of(before, after, binding -> {
            Binding kept = binding.id() != 0 ? binding : binding.withId(numbers.next(change.address(), known));
            known.add(kept);
            return table.compact(kept);
        });
        boolean toStore = store.keeps() && isStored(difference);
        if (!toStore && !difference.isEmpty()) {
            place.put(difference.after());
        }
        return new Step(change, complete, difference, toStore);
    }

    private static Difference none(List<Binding> all) {
        return new Difference(all, all, List.of(), List.of(), List.of());
    }

    private static boolean isStored(Difference difference) {
        return difference.added().stream().anyMatch(Location::isStored)
                || difference.removed().stream().anyMatch(Location::isStored)
                || difference.changed().stream().anyMatch(each -> isStored(each.after()) || isStored(each.before()));
    }

    private static boolean isStored(Binding binding) {
        return !binding.is(Binding.MEMORY_ONLY);
    }

    /// Goes on after a decision, without the lock.
    private void go(Step step, Place place) {
        if (!step.toStore()) {
            tell(step);
            step.complete().run();
            return;
        }
        CompletableFuture<?> stored;
        try {
            stored = store.write(step.change().address(), step.difference());
        } catch (RuntimeException e) {
            stored = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> _ = stored.whenComplete((_, failure) -> stored(step, place, failure));
    }

    /// The store has taken a change, or not: it counts, or not, and the next one follows.
    private void stored(Step step, Place place, @Nullable Throwable failure) {
        boolean counts = failure == null || step.change().regardless();
        Stripe stripe = place.stripe();
        List<Step> ended = new ArrayList<>(1);
        Step next = null;
        stripe.lock.lock();
        try {
            if (counts) {
                place.put(step.difference().after());
            }
            ArrayDeque<Change<?>> waiting = stripe.underWay.get(step.change().address());
            while (next == null && waiting != null && !waiting.isEmpty()) {
                Step decided = decide(waiting.remove(), place);
                if (decided.toStore()) {
                    next = decided;
                } else {
                    ended.add(decided);
                }
            }
            if (next == null) {
                stripe.underWay.remove(step.change().address());
            }
        } finally {
            stripe.lock.unlock();
        }
        if (counts) {
            tell(step);
        }
        if (failure == null) {
            step.complete().run();
        } else {
            step.change().done().completeExceptionally(wrapped(failure));
        }
        for (Step each : ended) {
            tell(each);
            each.complete().run();
        }
        if (next != null) {
            go(next, place);
        }
    }

    private static LocationException wrapped(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof LocationException known
                ? known
                : new LocationException(String.valueOf(cause.getMessage()), true, cause);
    }

    private void tell(Step step) {
        Difference difference = step.difference();
        if (difference.isEmpty() || watchers.isEmpty()) {
            return;
        }
        String address = step.change().address();
        long now = now();
        for (LocationWatcher watcher : watchers) {
            if (difference.before().isEmpty() && !difference.after().isEmpty()) {
                watcher.appeared(this, address);
            }
            for (Binding binding : difference.removed()) {
                watcher.removed(this, address, binding, binding.isExpired(now));
            }
            difference.changed().forEach(each -> watcher.changed(this, address, each.before(), each.after()));
            difference.added().forEach(each -> watcher.added(this, address, each));
            if (difference.after().isEmpty()) {
                watcher.vanished(this, address);
            }
        }
    }

    /// Removes what has expired since this was called last. Does not wait.
    void expire() {
        for (String address : table.takeExpired(now())) {
            // A copy is another list: what has expired is not in it.
            CompletableFuture<Boolean> _ =
                    change(new Change<>(address, present -> new Verdict<>(true, new ArrayList<>(present)), true));
        }
    }

    // ---- All of them

    @Override
    public void forEach(Visitor visitor) {
        table.forEach((address, bindings) -> live(bindings).forEach(each -> visitor.visit(address, each)));
    }

    @Override
    public int users() {
        return table.users();
    }

    @Override
    public int contacts() {
        return table.contacts();
    }

    // ---- Values

    @Override
    public @Nullable Map<String, String> keys(String address) {
        return locked(address, place -> {
            Map<String, String> keys = place.stripe().keys(address);
            return keys == null ? (place.isThere() ? Map.of() : null) : new HashMap<>(keys);
        });
    }

    @Override
    public boolean key(String address, String key, @Nullable String value) {
        return locked(address, place -> {
            boolean there = place.isThere();
            if (there) {
                place.stripe().key(address, key, value);
            }
            return there;
        });
    }

    private <T extends @Nullable Object> T locked(String address, Function<Place, T> body) {
        Place place = table.place(address);
        place.stripe().lock.lock();
        try {
            return body.apply(place);
        } finally {
            place.stripe().lock.unlock();
        }
    }
}
