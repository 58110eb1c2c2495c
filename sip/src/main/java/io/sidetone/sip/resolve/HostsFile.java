package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/// The names that the operator of this machine has given addresses, as in `/etc/hosts`.
///
/// An edit counts a few seconds later, and nobody waits for it: the file is read again on the executor.
/// Without the file, or while it can not be read, there are no names. Thread-safe.
final class HostsFile {

    /// How often the file is looked at.
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /// How many names are read; what lies behind is left out.
    static final int MAX_NAMES = 100_000;

    private final @Nullable Path file;
    private final Clock clock;
    private final Executor executor;
    private final AtomicLong lookAgainAt;
    private volatile Content content;

    /// @param modified when the file was changed last; null if it can not be read
    private record Content(
            Map<Name, List<InetAddress>> names, @Nullable FileTime modified) {}

    /// Reads the file.
    ///
    /// @param file null for none
    HostsFile(@Nullable Path file, Clock clock, Executor executor) {
        this.file = file;
        this.clock = clock;
        this.executor = executor;
        this.lookAgainAt = new AtomicLong(clock.nanoTime() + INTERVAL.toNanos());
        this.content = file == null ? new Content(Map.of(), null) : read(file);
    }

    /// The addresses of a name, in the order of the file; none if the file does not have it.
    List<InetAddress> addresses(Name name) {
        if (file != null) {
            lookAgain(file);
        }
        return content.names.getOrDefault(name, List.of());
    }

    private void lookAgain(Path path) {
        long due = lookAgainAt.get();
        long now = clock.nanoTime();
        if (now - due >= 0 && lookAgainAt.compareAndSet(due, now + INTERVAL.toNanos())) {
            try {
                executor.execute(() -> refresh(path));
            } catch (RejectedExecutionException _) {
                // What was read before holds until the next look.
            }
        }
    }

    private void refresh(Path path) {
        FileTime known = content.modified;
        if (known == null || !known.equals(modified(path))) {
            content = read(path);
        }
    }

    private static @Nullable FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException _) {
            return null;
        }
    }

    private static Content read(Path path) {
        FileTime modified = modified(path);
        try {
            return new Content(parse(Files.readAllLines(path)), modified);
        } catch (IOException _) {
            return new Content(Map.of(), null);
        }
    }

    static Map<Name, List<InetAddress>> parse(List<String> lines) {
        Map<Name, List<InetAddress>> names = new HashMap<>();
        for (String line : lines) {
            int comment = line.indexOf('#');
            StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
            InetAddress address = words.hasMoreTokens() ? ResolvConf.address(words.nextToken()) : null;
            while (address != null && words.hasMoreTokens() && names.size() < MAX_NAMES) {
                Name name = name(words.nextToken());
                if (name != null) {
                    names.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(address);
                }
            }
        }
        names.replaceAll((_, addresses) -> List.copyOf(addresses));
        return names;
    }

    private static @Nullable Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException _) {
            return null;
        }
    }
}
