package io.sidetone.dist.docs;

import io.sidetone.dist.house.Deviation;
import io.sidetone.dist.house.Reactor;
import io.sidetone.dist.house.RfcMap;
import io.sidetone.dist.house.RfcMap.Place;
import io.sidetone.dist.house.RfcSection;
import io.sidetone.dist.house.RfcTitles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `docs/rfc.md`: which section of which RFC stands in which class and is shown by which test, what is left out,
/// and where the code departs from the text.
final class RfcPage {

    private static final String GAPS = "docs/rfc-gaps.txt";
    private static final Pattern GAP = Pattern.compile("RFC (\\d+)(?: §(\\S+))?: (.+)");

    private final Map<RfcSection, List<Place>> citations;
    private final SortedMap<RfcSection, String> gaps;
    private final StringBuilder page = new StringBuilder("""
            # RFC map

            Generated from `@Rfc`, `docs/rfc-gaps.txt` and the comments marked as deviations by `./sidetone docs`; do not edit.

            Each section that the code puts into practice, with the classes that do and the tests that show it. Names stand
            without `io.sidetone.`. What we know to be missing stands under "Not here".
            """);

    private RfcPage(Map<RfcSection, List<Place>> citations, SortedMap<RfcSection, String> gaps) {
        this.citations = citations;
        this.gaps = gaps;
    }

    static GeneratedPage of(Reactor reactor) {
        RfcPage page = new RfcPage(RfcMap.of(reactor).citations(), gaps(reactor.lines(GAPS)));
        SortedSet<RfcSection> sections = new TreeSet<>(page.citations.keySet());
        sections.addAll(page.gaps.keySet());
        sections.stream().map(RfcSection::rfc).distinct().forEach(page::rfc);
        page.deviations(Deviation.of(reactor));
        return new GeneratedPage("docs/rfc.md", page.page.toString());
    }

    private void rfc(int rfc) {
        String title = RfcTitles.of(rfc);
        page.append("\n## RFC ")
                .append(rfc)
                .append(title == null ? "" : ": " + title)
                .append('\n');
        if (citations.keySet().stream().anyMatch(section -> section.rfc() == rfc)) {
            page.append("\n| section | code | tests |\n|---|---|---|\n");
        }
        citations.forEach((section, places) -> {
            if (section.rfc() == rfc) {
                page.append("| ").append(shortForm(section)).append(" | ").append(names(places, false));
                page.append(" | ").append(names(places, true)).append(" |\n");
            }
        });
        if (gaps.keySet().stream().anyMatch(section -> section.rfc() == rfc)) {
            page.append("\nNot here:\n\n");
        }
        gaps.forEach((section, reason) -> {
            if (section.rfc() == rfc) {
                page.append("- ")
                        .append(shortForm(section))
                        .append(": ")
                        .append(reason)
                        .append('\n');
            }
        });
    }

    private static String shortForm(RfcSection section) {
        return section.section().isEmpty() ? "all" : "§" + section.section();
    }

    private static String names(List<Place> places, boolean test) {
        return places.stream()
                .filter(place -> place.test() == test)
                .map(place -> "`" + place.name() + "`")
                .distinct()
                .collect(Collectors.joining("<br>"));
    }

    private void deviations(List<Deviation> deviations) {
        page.append("\n## Deviations\n\n");
        if (deviations.isEmpty()) {
            page.append("None so far.\n");
        }
        for (Deviation deviation : deviations) {
            page.append("- `")
                    .append(deviation.path())
                    .append("`: ")
                    .append(deviation.text())
                    .append('\n');
        }
    }

    /// Lines of `RFC 3261 §23: reason`; the section may be missing.
    private static SortedMap<RfcSection, String> gaps(List<String> lines) {
        SortedMap<RfcSection, String> gaps = new TreeMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher gap = GAP.matcher(line);
            if (!gap.matches()) {
                throw new IllegalArgumentException(GAPS + ": write 'RFC 3261 §23: reason', not: " + line);
            }
            String section = Objects.requireNonNullElse(gap.group(2), "");
            gaps.put(new RfcSection(Integer.parseInt(gap.group(1)), section), gap.group(3));
        }
        return gaps;
    }
}
