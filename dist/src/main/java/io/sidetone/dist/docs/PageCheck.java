package io.sidetone.dist.docs;

import io.sidetone.dist.house.Check;
import io.sidetone.dist.house.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Rule: a generated page is committed as it is generated, and no other page says that it is one.
///
/// @param generator makes the pages
record PageCheck(Function<Reactor, List<GeneratedPage>> generator) implements Check {

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>();
        List<GeneratedPage> pages = generator.apply(reactor);
        for (GeneratedPage page : pages) {
            Path file = reactor.root().resolve(page.path());
            if (!Files.exists(file)) {
                offences.add(page.path() + ":1: the page is not there: run ./sidetone docs and commit what it writes.");
            } else if (!read(file).equals(page.text())) {
                offences.add(page.path() + ":" + firstDifference(read(file), page.text())
                        + ": the page is not what the code generates: run ./sidetone docs and commit what it writes.");
            }
        }
        for (Path stale : StalePages.in(reactor, pages)) {
            offences.add(reactor.root().relativize(stale)
                    + ":1: nothing generates this page any more: run ./sidetone docs, which deletes it.");
        }
        return offences;
    }

    private static int firstDifference(String committed, String generated) {
        List<String> these = committed.lines().toList();
        List<String> those = generated.lines().toList();
        int line = 0;
        while (line < these.size() && line < those.size() && these.get(line).equals(those.get(line))) {
            line++;
        }
        return line + 1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
