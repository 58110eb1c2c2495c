package io.sidetone.dist.docs;

import io.sidetone.dist.house.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `docs/torture.md`: what the library says of each torture message, those of the RFCs and our own. The tests of
/// `sip` hold the files that it is made from against the messages.
final class TorturePage {

    private static final String SET = "sip/src/test/resources/torture";

    private final Reactor reactor;
    private final StringBuilder page = new StringBuilder("""
            # Torture messages

            Generated from `sip/src/test/resources/torture` by `./sidetone docs`; do not edit.

            What the library says of messages made to break parsers, one line for each:

            - `well-formed`;
            - `well-formed but for Date at 282`: no element acts on every field, and who needs this one finds none;
            - `400 FIELD_VALUE at 217`: nobody may act on the message, and its sender is told so with this status code; why,
              and at which octet;
            - `discard STATUS_CODE at 8`: nobody may act on it, and there is nobody to tell.
            """);

    private TorturePage(Reactor reactor) {
        this.reactor = reactor;
    }

    static GeneratedPage of(Reactor reactor) {
        TorturePage torture = new TorturePage(reactor);
        torture.rfcs();
        torture.own("valid", "well-formed messages", "All of them are `well-formed`.", "what is odd");
        torture.own("invalid", "messages with something wrong", "Only one thing is wrong in each.", "why");
        torture.own(
                "stream", "streams", "What a connection carries, frame by frame, and whether it stays open.", "why");
        return new GeneratedPage("docs/torture.md", torture.page.toString());
    }

    private void rfcs() {
        page.append("""

                ## RFC 4475 and RFC 5118

                The messages are those of the RFCs, each as one datagram. What a whole server does is its own to decide where the
                library finds nothing wrong; then what the decision rests on can be read, and the tests read it. The expected
                outcomes are those of a server. `declared-length` are messages as the RFC prints them, with lengths that do not
                fit their bodies.

                | message | RFC, section | expected | the library | note |
                |---|---|---|---|---|
                """);
        reactor.lines(SET + "/rfc.tsv").stream().skip(1).forEach(line -> {
            String[] cells = line.split("\t", -1);
            row(cells[0], cells[1], cells[2], code(cells[3]), cells[4]);
        });
    }

    private void own(String folder, String title, String introduction, String reason) {
        page.append("\n## Our own: ")
                .append(title)
                .append("\n\n")
                .append(introduction)
                .append("\n\n");
        boolean valid = folder.equals("valid");
        page.append(valid ? "| case | rule | " : "| case | rule | the library | ")
                .append(reason);
        page.append(valid ? " |\n|---|---|---|\n" : " |\n|---|---|---|---|\n");
        for (Path file : verdicts(reactor.root().resolve(SET).resolve(folder))) {
            List<String> lines = reactor.lines(reactor.root().relativize(file).toString());
            String name = file.getFileName().toString().replace(".verdict", "");
            String rule = value(lines.get(1));
            String why = value(lines.get(2));
            if (valid) {
                row(name, rule, why);
            } else {
                row(name, rule, code(value(lines.get(0))), why);
            }
        }
    }

    private static List<Path> verdicts(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".verdict"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text behind `key: `.
    private static String value(String line) {
        return line.substring(line.indexOf(": ") + 2);
    }

    /// Verdicts, of which a stream has many, set as code.
    private static String code(String verdicts) {
        return "`" + verdicts.replace(" | ", "`<br>`") + "`";
    }

    private void row(String... cells) {
        for (String cell : cells) {
            page.append("| ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "" : " ");
        }
        page.append("|\n");
    }
}
