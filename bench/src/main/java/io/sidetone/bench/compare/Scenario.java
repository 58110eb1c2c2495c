package io.sidetone.bench.compare;

import io.sidetone.bench.base.Spread;

/// One kind of work that both servers do. Immutable.
///
/// @param letter as commands call it
/// @param name in the table
/// @param unit what is counted: a call, a registration
/// @param rate units in a second
/// @param configuration what both servers run, or Kamailio alone
/// @param isDefault whether ours runs the configuration that it is shipped with
/// @param storage what is in their databases
/// @param traffic what they get to do
/// @param relays how often for each unit a datagram comes in and one goes out, a datagram alone being half
///     of that; 0 where the work is not done by datagrams
/// @param target the ratio of the costs that ours has to reach
public record Scenario(
        String letter,
        String name,
        String unit,
        int rate,
        String configuration,
        boolean isDefault,
        Storage storage,
        Traffic traffic,
        double relays,
        double target) {

    private static final String CALL = "call";
    private static final String REGISTRATION = "registration";

    /// What ours may cost, at most, where nothing else is said.
    private static final double USUAL_TARGET = 1.1;

    static Scenario calls(String letter, String name, int rate, String configuration, Traffic traffic) {
        return new Scenario(letter, name, CALL, rate, configuration, false, Storage.NONE, traffic, 0, USUAL_TARGET);
    }

    static Scenario registrations(String letter, String name, int rate, String configuration, String caller) {
        Traffic traffic = Traffic.requests(caller);
        return new Scenario(
                letter, name, REGISTRATION, rate, configuration, false, Storage.NONE, traffic, 0, USUAL_TARGET);
    }

    /// The same with another count of datagrams.
    Scenario relaying(double count) {
        return new Scenario(letter, name, unit, rate, configuration, isDefault, storage, traffic, count, target);
    }

    /// The same with another target.
    Scenario reaching(double ratio) {
        return new Scenario(letter, name, unit, rate, configuration, isDefault, storage, traffic, relays, ratio);
    }

    /// The same with a database.
    Scenario storing(Storage content) {
        return new Scenario(letter, name, unit, rate, configuration, isDefault, content, traffic, relays, target);
    }

    /// The same where ours runs the configuration that it is shipped with.
    Scenario byDefault() {
        return new Scenario(letter, name, unit, rate, configuration, true, storage, traffic, relays, target);
    }

    /// As it stands in the table.
    String title() {
        return "(" + letter + ") " + name + ", " + Spread.show(rate) + " " + unit + "s/s";
    }
}
