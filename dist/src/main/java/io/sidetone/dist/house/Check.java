package io.sidetone.dist.house;

import java.util.List;

/// One rule of the house.
@FunctionalInterface
public interface Check {

    /// One line for each place that breaks the rule: where it is, what is wrong, what to do. Empty if the rule is
    /// kept.
    List<String> offences(Reactor reactor);
}
