package io.sidetone.dist.migrate;

import io.sidetone.script.check.Use;
import io.sidetone.script.define.Family;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What means something else here than in another server, on purpose, as the rows of `docs/dialects/semantics.md` tell
/// it. Immutable.
final class Differences {

    private final Map<String, String> sentences = new HashMap<>();

    private Differences() {}

    /// Those of one family. Of OpenSIPS there are no rows that were seen at both.
    static Differences of(Family family) {
        Differences differences = new Differences();
        if (family == Family.KAMAILIO) {
            differences.read();
        }
        return differences;
    }

    private void read() {
        String file = "kamailio.differences";
        try (InputStream in = Objects.requireNonNull(Differences.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param line `sort.name: sentences`
    private void take(String line) {
        int colon = line.indexOf(": ");
        sentences.put(line.substring(0, colon), line.substring(colon + 2));
    }

    /// How a name differs; null if it does not.
    @Nullable
    String of(Use use) {
        return sentences.get(use.sort().name().toLowerCase(Locale.ROOT) + "." + use.name());
    }
}
