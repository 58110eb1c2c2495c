package io.sidetone.bench.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What was measured of several things, again and again. Confined to the thread that uses it.
///
/// @param <K> says what was measured
public final class Figures<K> {

    private final Map<K, List<Double>> values = new HashMap<>();

    public void add(K key, double value) {
        values.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    public Spread of(K key) {
        return Spread.of(Objects.requireNonNull(values.get(key)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    public double median(K key) {
        return of(key).median();
    }
}
