package io.sidetone.dist.house;

import io.sidetone.dist.house.RfcMap.Place;
import java.util.ArrayList;
import java.util.List;

/// Rule: a section that main code cites with `@Rfc` is cited by a test as well, exactly the same section.
final class RfcCheck implements Check {

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>();
        RfcMap.of(reactor).citations().forEach((section, places) -> {
            if (places.stream().noneMatch(Place::test)) {
                for (Place place : places) {
                    offences.add(place.at() + ": " + place.name() + " cites " + section
                            + " and no test does: write the test that shows it and put " + annotation(section)
                            + " on it, or take the citation away.");
                }
            }
        });
        return offences;
    }

    private static String annotation(RfcSection section) {
        return section.section().isEmpty()
                ? "@Rfc(number = " + section.rfc() + ")"
                : "@Rfc(number = " + section.rfc() + ", section = \"" + section.section() + "\")";
    }
}
