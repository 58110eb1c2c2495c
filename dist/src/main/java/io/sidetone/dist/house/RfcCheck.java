package io.sidetone.dist.house;

import io.sidetone.dist.house.RfcMap.Place;
import java.util.ArrayList;
import java.util.List;

/// Rule: a section that main code cites with `@Rfc` is cited by a test as well, exactly the same section; and an RFC
/// that
/// is cited has a title for the page.
final class RfcCheck implements Check {

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>();
        RfcMap.of(reactor).citations().forEach((section, places) -> {
            if (RfcTitles.of(section.rfc()) == null) {
                offences.add(places.getFirst().at() + ": " + places.getFirst().name() + " cites " + section
                        + ", an RFC without a title: check the number, and add its title to RfcTitles.");
            }
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
