package io.sidetone.sip.message;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// A message of our own torture set: `NAME.sip` as it comes from the wire, and `NAME.verdict` beside it.
///
/// The second begins with three lines, `verdict:` (see [Verdict]), `rule:` and `why:`; each further line says
/// what a part of the message reads as (see [Reading]).
///
/// @param message the file of the message
/// @param verdict what the library has to say of it
/// @param readings `part = text`
record TortureCase(Path message, String verdict, List<String> readings) {

    /// All cases of a folder (`valid`, `invalid`, `stream`), in the order of their names.
    static List<TortureCase> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .map(TortureCase::read)
                    .toList();
        }
    }

    /// Where the set is, among the resources of the tests.
    static Path root() {
        URL folder = Objects.requireNonNull(TortureCase.class.getResource("/torture"), "no torture set");
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException error) {
            throw new AssertionError(error);
        }
    }

    private static TortureCase read(Path message) {
        List<String> keys = List.of("verdict: ", "rule: RFC ", "why: ");
        Path file = message.resolveSibling(nameOf(message) + ".verdict");
        List<String> lines = read(() -> Files.readAllLines(file));
        for (int i = 0; i < keys.size(); i++) {
            if (lines.size() <= i || !lines.get(i).startsWith(keys.get(i))) {
                throw new AssertionError(file + ":" + (i + 1) + ": the line begins with '" + keys.get(i) + "'");
            }
        }
        String verdict = lines.getFirst().substring(keys.getFirst().length());
        return new TortureCase(message, verdict, List.copyOf(lines.subList(keys.size(), lines.size())));
    }

    /// The name of a message's file without its ending.
    private static String nameOf(Path message) {
        return message.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    }

    /// What the case is called.
    String name() {
        return nameOf(message);
    }

    /// What comes from the wire.
    byte[] octets() {
        return read(() -> Files.readAllBytes(message));
    }

    private static <T> T read(Callable<T> source) {
        try {
            return source.call();
        } catch (Exception error) {
            throw new AssertionError(error);
        }
    }
}
