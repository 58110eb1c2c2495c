package io.sidetone.bench;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.compare.ComparisonGroup;
import io.sidetone.bench.compare.GrowthGroup;
import io.sidetone.bench.compare.LatencyGroup;
import io.sidetone.bench.compare.RatesGroup;
import io.sidetone.bench.compare.ResourcesGroup;
import java.util.List;
import java.util.stream.Stream;

/// All groups of benchmarks. Thread-safe: only functions.
final class Groups {

    private Groups() {}

    /// All groups.
    ///
    /// @param comparison how that group is run
    static List<Group> all(ComparisonGroup comparison) {
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
                                comparison,
                                new RatesGroup(),
                                new LatencyGroup(),
                                new ResourcesGroup(),
                                new GrowthGroup()))
                .toList();
    }

    /// The group of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Group named(String id, ComparisonGroup comparison) {
        for (Group group : all(comparison)) {
            if (group.id().equals(id)) {
                return group;
            }
        }
        throw new IllegalArgumentException("No group of benchmarks: " + id);
    }
}
