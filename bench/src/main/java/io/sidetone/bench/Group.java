package io.sidetone.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/// Benchmarks that are run together, in turns, and give one part of the page. Immutable.
interface Group {

    /// All groups.
    static List<Group> all() {
        return Stream.<Group>concat(
                        OperationGroup.ALL.stream(),
                        Stream.of(
                                DatagramGroup.ofTransports(),
                                PoolGroup.ofTransports(),
                                new IdleGroup(),
                                new SlowGroup(),
                                new LingeringGroup(),
                                new ReloadGroup(),
                                new ContactGroup(),
                                new StartGroup(),
                                ProxyGroup.ofCosts(),
                                ProxyGroup.ofLoad(),
                                ProxyGroup.ofCollectors()))
                .toList();
    }

    /// The group of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Group named(String id) {
        for (Group group : all()) {
            if (group.id().equals(id)) {
                return group;
            }
        }
        throw new IllegalArgumentException("No group of benchmarks: " + id);
    }

    /// As it is called in commands and on the page.
    String id();

    /// Whether a missed target is a failure of the command.
    default boolean isCheck() {
        return false;
    }

    /// Runs all its benchmarks.
    ///
    /// @param quick for a short run, to see that everything runs
    /// @param machine where it runs
    /// @param progress is told what has been measured
    /// @return what is recorded, in Markdown
    /// @throws IOException if a process or a socket fails, or a program is missing
    String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException, RunnerException;
}
