package io.sidetone.bench.base;

import java.util.Arrays;
import java.util.Locale;

/// What several forks measured: the one in the middle, the least and the most. Immutable.
public record Spread(double median, double min, double max) {

    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /// A number with as many digits as are worth reading.
    public static String show(double value) {
        double tenths = Math.round(value * 10) / 10.0;
        return String.format(Locale.ROOT, tenths < 10 && tenths != Math.rint(tenths) ? "%.1f" : "%,.0f", value);
    }

    /// A ratio, where a hundredth is worth reading.
    public static String showRatio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// The median and, in brackets, the range.
    @Override
    public String toString() {
        return show(median) + " (" + show(min) + "–" + show(max) + ")";
    }
}
