package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Clock;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/// What a process knows of the DNS: a cache, the questions under way, and the servers that are asked.
///
/// Several that want to know the same at once ask once. Answers are believed as far as the way to the server
/// can be trusted: there is no DNSSEC here. Thread-safe.
public final class Dns {

    private final DnsCache cache;
    private final HostsFile hosts;
    private final DnsServers servers;
    private final Executor executor;
    private final ConcurrentMap<Question, CompletableFuture<Answer>> outstanding = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final AtomicLong refusals = new AtomicLong();

    /// @param executor runs the questions, one thread each while it waits for the servers; virtual threads
    ///     are meant. It must not run them on the thread that hands them over
    /// @param random a `SecureRandom`, but for tests: it numbers the questions
    public Dns(DnsSettings settings, Clock clock, Executor executor, RandomGenerator random) {
        this.cache = new DnsCache(settings.cache(), clock);
        this.hosts = new HostsFile(settings.hosts(), clock, executor);
        this.servers = new DnsServers(
                settings.servers(), settings.attempts(), new DnsExchange(clock, settings.timeout(), random));
        this.executor = executor;
        this.places = new Semaphore(settings.maxOutstanding());
    }

    /// The addresses that the file of hosts gives a name.
    List<InetAddress> hosts(Name name) {
        return hosts.addresses(name);
    }

    /// The answer to a question, if it is known and still holds. Never blocks.
    @Nullable
    Answer known(Question question) {
        return cache.get(question);
    }

    /// Asks, or waits together with those who have asked already. Never blocks; never completes exceptionally.
    CompletableFuture<Answer> ask(Question question) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> others = outstanding.putIfAbsent(question, mine);
        if (others != null) {
            return others;
        }
        // It may have been answered between the look into the cache and now.
        Answer known = cache.get(question);
        if (known != null) {
            finish(question, mine, known);
        } else if (places.tryAcquire()) {
            try {
                executor.execute(() -> askServers(question, mine));
            } catch (RejectedExecutionException _) {
                places.release();
                refuse(question, mine, "the executor takes no more questions");
            }
        } else {
            refuse(question, mine, "too many questions under way");
        }
        return mine;
    }

    private void askServers(Question question, CompletableFuture<Answer> mine) {
        Answer answer = new Answer.Failed(question + " met a fault of ours");
        try {
            answer = cache.put(question, servers.ask(question));
        } finally {
            // Whatever happened: others wait for this.
            places.release();
            finish(question, mine, answer);
        }
    }

    private void refuse(Question question, CompletableFuture<Answer> mine, String why) {
        refusals.incrementAndGet();
        finish(question, mine, new Answer.Failed(why));
    }

    private void finish(Question question, CompletableFuture<Answer> mine, Answer answer) {
        outstanding.remove(question, mine);
        mine.complete(answer);
    }

    /// How many questions are under way now.
    public int outstanding() {
        return outstanding.size();
    }

    /// How many questions were not asked since too many were under way. If it grows, the limit is too low.
    public long refusals() {
        return refusals.get();
    }

    /// How many answers are kept now, those included that hold no more.
    public int cached() {
        return cache.size();
    }

    /// How many answers had to give way while they still held. If it grows, the limit is too low.
    public long evictions() {
        return cache.evictions();
    }
}
