package io.sidetone.dist.house;

import java.util.Comparator;

/// A section of an RFC. Immutable. In the order of numbers: 9 before 10, 17.2 before 17.2.1.
///
/// @param rfc the RFC's number
/// @param section its number without the sign; empty for the RFC as a whole
public record RfcSection(int rfc, String section) implements Comparable<RfcSection> {

    @Override
    public int compareTo(RfcSection other) {
        return Comparator.comparingInt(RfcSection::rfc)
                .thenComparing(RfcSection::section, RfcSection::compareSections)
                .compare(this, other);
    }

    private static int compareSections(String a, String b) {
        String[] these = a.split("\\.", -1);
        String[] those = b.split("\\.", -1);
        for (int i = 0; i < these.length && i < those.length; i++) {
            int order = compareParts(these[i], those[i]);
            if (order != 0) {
                return order;
            }
        }
        return these.length - those.length;
    }

    /// Numbers before the letters of appendices.
    private static int compareParts(String a, String b) {
        boolean numbers = isNumber(a) && isNumber(b);
        return numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    /// As in prose: `RFC 3261 §17.2.1`.
    @Override
    public String toString() {
        return section.isEmpty() ? "RFC " + rfc : "RFC " + rfc + " §" + section;
    }
}
