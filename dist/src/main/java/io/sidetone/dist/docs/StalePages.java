package io.sidetone.dist.docs;

import io.sidetone.dist.house.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pages that say that they are generated, and are not any more: what they told of is gone.
final class StalePages {

    private static final Pattern MARK =
            Pattern.compile("(?m)\\A# .*\n\nGenerated from .* by `\\./sidetone docs`; do not edit\\.$");

    private StalePages() {}

    /// The files below `docs`, in the order of their names.
    ///
    /// @param generated all pages that are generated
    static List<Path> in(Reactor reactor, List<GeneratedPage> generated) {
        Path docs = reactor.root().resolve("docs");
        if (!Files.isDirectory(docs)) {
            return List.of();
        }
        Set<Path> known = generated.stream()
                .map(page -> reactor.root().resolve(page.path()))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(docs)) {
            return files.filter(file -> file.toString().endsWith(".md") && !known.contains(file))
                    .filter(StalePages::isGenerated)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGenerated(Path file) {
        try {
            return MARK.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
