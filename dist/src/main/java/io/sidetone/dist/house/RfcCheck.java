package io.sidetone.dist.house;

import io.sidetone.dist.house.RfcMap.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Rule: a section that main code cites with `@Rfc` is cited by a test as well, exactly the same section; and an
/// RFC that is cited has a title for the page.
final class RfcCheck implements Check {

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>();
        RfcMap.of(reactor).citations().forEach((section, places) -> {
            String who = places.getFirst().at() + ": "
                    + places.stream().map(Place::name).collect(Collectors.joining(", ")) + " cites " + section;
            if (RfcTitles.of(section.rfc()) == null) {
                offences.add(who + ", an RFC without a title: check the number, and add its title to RfcTitles.");
            }
            if (places.stream().noneMatch(Place::test)) {
                offences.add(who + " and no test does: write the test that shows it and put " + annotation(section)
                        + " on it, or take the citation away.");
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
