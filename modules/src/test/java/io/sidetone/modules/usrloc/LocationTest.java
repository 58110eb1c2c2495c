package io.sidetone.modules.usrloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationException;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationTable.Verdict;
import io.sidetone.server.service.LocationWatcher;
import io.sidetone.sip.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bindings in memory, and how they change.
class LocationTest {

    private final ManualClock clock = new ManualClock();
    private final List<LocationWatcher> watchers = new CopyOnWriteArrayList<>();
    private final Location location = new Location("location", clock, watchers);

    private long now() {
        return clock.currentTimeMillis() / 1000;
    }

    private Binding binding(String contact, long seconds) {
        return Binding.of(contact, "call").expires(now() + seconds).build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doesWhatAMapOfListsDoes(long seed) {
        Random random = new Random(seed);
        Map<String, List<Binding>> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            String address = "user" + random.nextInt(300) + "@example.org";
            List<Binding> expected = model.computeIfAbsent(address, _ -> new ArrayList<>());
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Binding added = binding("sip:" + step + "@192.0.2.1", 1 + random.nextInt(1500));
                    Bindings.add(location, address, added).join();
                    expected.add(added);
                }
                case 2 -> {
                    int index = expected.isEmpty() ? 0 : random.nextInt(expected.size());
                    location.change(address, present -> {
                                List<Binding> after = new ArrayList<>(present);
                                if (!after.isEmpty()) {
                                    after.remove(index);
                                }
                                return new Verdict<>(true, after);
                            })
                            .join();
                    if (!expected.isEmpty()) {
                        expected.remove(index);
                    }
                }
                case 3 -> {
                    clock.advance(Duration.ofSeconds(random.nextInt(4)));
                    model.values().forEach(all -> all.removeIf(each -> each.isExpired(now())));
                    if (random.nextBoolean()) {
                        location.expire();
                    }
                }
                default -> {
                    if (!expected.isEmpty()) {
                        Binding refreshed = binding(expected.getFirst().contact(), 1 + random.nextInt(3000));
                        Bindings.replace(location, address, refreshed).join();
                        expected.set(0, refreshed);
                    }
                }
            }
            assertThat(Bindings.contacts(location, address))
                    .isEqualTo(expected.stream().map(Binding::contact).toList());
        }
        location.expire();
        model.values().removeIf(List::isEmpty);
        assertThat(location.users()).isEqualTo(model.size());
        assertThat(location.contacts())
                .isEqualTo(model.values().stream().mapToInt(List::size).sum());
        List<Long> ids = new ArrayList<>();
        location.forEach((_, each) -> ids.add(each.id()));
        assertThat(ids).doesNotHaveDuplicates().doesNotContain(0L);
    }

    @Test
    void whatExpiresIsToldAndGone() {
        List<String> told = new ArrayList<>();
        watchers.add(new LocationWatcher() {
            @Override
            public void appeared(LocationTable table, String address) {
                told.add("appeared " + address);
            }

            @Override
            public void vanished(LocationTable table, String address) {
                told.add("vanished " + address);
            }

            @Override
            public void added(LocationTable table, String address, Binding binding) {
                told.add("added " + binding.contact());
            }

            @Override
            public void changed(LocationTable table, String address, Binding before, Binding after) {
                told.add("changed " + after.contact());
            }

            @Override
            public void removed(LocationTable table, String address, Binding binding, boolean expired) {
                told.add((expired ? "expired " : "removed ") + binding.contact());
            }
        });
        Bindings.add(location, "bob", binding("sip:a", 10)).join();
        Bindings.add(location, "bob", binding("sip:b", 5000)).join();
        Bindings.replace(location, "bob", binding("sip:a", 20)).join();
        clock.advance(Duration.ofSeconds(15));
        location.expire();
        assertThat(location.contacts()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(5));
        assertThat(Bindings.contacts(location, "bob")).containsExactly("sip:b");
        location.expire();
        clock.advance(Duration.ofSeconds(5000));
        location.expire();
        assertThat(told)
                .containsExactly(
                        "appeared bob",
                        "added sip:a",
                        "added sip:b",
                        "changed sip:a",
                        "expired sip:a",
                        "expired sip:b",
                        "vanished bob");
        assertThat(location.users()).isZero();
    }

    @Test
    void whatIsPermanentStays() {
        Bindings.add(location, "bob", Binding.of("sip:a", "call").build()).join();
        clock.advance(Duration.ofDays(3000));
        location.expire();
        assertThat(location.contacts()).isEqualTo(1);
    }

    @Test
    void aChangeCountsWhenItIsStoredAndNotBefore() {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        location.store((_, _) -> {
            CompletableFuture<Void> write = new CompletableFuture<>();
            writes.add(write);
            return write;
        });
        CompletableFuture<Boolean> first = Bindings.add(location, "bob", binding("sip:a", 60));
        CompletableFuture<Boolean> second = Bindings.add(location, "bob", binding("sip:b", 60));
        CompletableFuture<List<Binding>> query = location.change("bob", present -> new Verdict<>(present, present));
        CompletableFuture<Boolean> other = Bindings.add(location, "carol", binding("sip:c", 60));
        assertThat(writes).hasSize(2);
        assertThat(location.contacts()).isZero();
        writes.get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(Bindings.contacts(location, "bob")).containsExactly("sip:a");
        writes.get(2).complete(null);
        assertThat(second).isCompleted();
        assertThat(query.join()).hasSize(2);
        assertThat(other).isNotDone();
    }

    @Test
    void aChangeThatIsNotStoredDoesNotCount() {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        location.store((_, _) -> {
            CompletableFuture<Void> write = new CompletableFuture<>();
            writes.add(write);
            return write;
        });
        CompletableFuture<Boolean> first = Bindings.add(location, "bob", binding("sip:a", 60));
        CompletableFuture<Boolean> second = Bindings.add(location, "bob", binding("sip:b", 60));
        writes.get(0).completeExceptionally(new IllegalStateException("database is down"));
        assertThat(first).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(LocationException.class);
        writes.get(1).complete(null);
        assertThat(second).isCompleted();
        assertThat(Bindings.contacts(location, "bob")).containsExactly("sip:b");
        clock.advance(Duration.ofSeconds(60));
        location.expire();
        writes.get(2).completeExceptionally(new IllegalStateException("database is down"));
        assertThat(location.contacts()).isZero();
    }

    @Test
    void oneAddressCannotHaveTooManyChangesWait() {
        location.store((_, _) -> new CompletableFuture<>());
        for (int i = 0; i <= Location.MOST_WAITING; i++) {
            assertThat(Bindings.add(location, "bob", binding("sip:" + i, 60))).isNotDone();
        }
        assertThatThrownBy(() ->
                        Bindings.add(location, "bob", binding("sip:x", 60)).get())
                .hasCauseInstanceOf(LocationException.class);
    }

    @Test
    void aRuleThatFailsHoldsNobodyUp() {
        assertThat(location.change("bob", _ -> {
                    throw new IllegalStateException("wrong");
                }))
                .isCompletedExceptionally();
        assertThat(Bindings.add(location, "bob", binding("sip:a", 60))).isCompleted();
    }

    @Test
    void manyThreadsChangeWithoutLosingAnything() throws Exception {
        int threads = 8;
        int each = 2_000;
        CountDownLatch ready = new CountDownLatch(threads);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            running.add(Thread.ofPlatform().start(() -> {
                ready.countDown();
                for (int i = 0; i < each; i++) {
                    Bindings.add(location, "user" + i % 100, binding("sip:" + thread + "-" + i, 60))
                            .join();
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        assertThat(location.contacts()).isEqualTo(threads * each);
        assertThat(location.users()).isEqualTo(100);
    }

    @Test
    void valuesLiveAsLongAsTheAddressHasBindings() {
        assertThat(location.key("bob", "a", "1")).isFalse();
        Bindings.add(location, "bob", binding("sip:a", 60)).join();
        assertThat(location.key("bob", "a", "1")).isTrue();
        assertThat(location.keys("bob")).containsEntry("a", "1");
        Bindings.clear(location, "bob").join();
        assertThat(location.keys("bob")).isNull();
        Bindings.add(location, "bob", binding("sip:a", 60)).join();
        assertThat(location.keys("bob")).isEmpty();
    }

    @Test
    void numbersHoldTheHashByWhichOpenSipsFindsTheAddress() {
        Bindings.add(location, "bob@example.org", binding("sip:a", 60)).join();
        Bindings.add(location, "bob@example.org", binding("sip:b", 60)).join();
        List<Binding> bindings = location.bindings("bob@example.org");
        long hash = ContactNumbers.hash("bob@example.org") & 0xffff;
        assertThat(bindings).allMatch(each -> each.id() >>> 46 == hash);
        assertThat(bindings.get(0).id() >>> 14).isEqualTo(bindings.get(1).id() >>> 14);
        // Four octets that are one number, then two: worked out by hand.
        int word = 0x61626364;
        int rest = 0x6566;
        int sum = (word ^ word >>> 3) + (rest ^ rest >>> 3);
        assertThat(ContactNumbers.hash("abcdef")).isEqualTo(sum + (sum >>> 11) + (sum >>> 13) + (sum >>> 23));
    }
}
