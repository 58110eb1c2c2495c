package io.sidetone.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.message.StreamFrame.Message;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// The messages of RFC 4475 and RFC 5118, which lie beside the repository in `shared/torture` and are no part of
/// it.
///
/// What the library says of each is: `torture/rfc.tsv` among the resources of the tests. Where the folder is
/// absent the tests say so, and only the table is looked at.
final class SharedTorture {

    private static final String ABSENT = "../shared/torture is absent: its messages were not read";

    /// One line of `rfc.tsv`.
    ///
    /// @param name the name of the message
    /// @param section RFC and section that it is from
    /// @param expected the outcomes that a server may have, as `EXPECTED.tsv` has them
    /// @param verdict what the library says of it as a datagram, see [Verdict]
    record Line(String name, String section, String expected, String verdict) {}

    /// What to look at in one message, beside its verdict.
    record Case(String name, Consumer<Subject> look) {}

    /// A message of the RFCs as it comes from the wire.
    record Subject(Path file) {

        byte[] octets() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException error) {
                throw new AssertionError(error);
            }
        }

        ParseResult result() {
            return new MessageParser().parse(octets());
        }

        SipMessage message() {
            return switch (result()) {
                case Parsed(SipMessage message) -> message;
                case Malformed malformed -> throw new AssertionError(malformed.toString());
            };
        }

        SipRequest request() {
            return (SipRequest) message();
        }

        SipResponse response() {
            return (SipResponse) message();
        }

        /// What a malformed request is answered from.
        SipRequest answered() {
            SipRequest request = result() instanceof Malformed malformed ? malformed.request() : null;
            assertThat(request).isNotNull();
            return request;
        }

        /// Checks whether the message, were it on a stream, would be the last one of it.
        void assertClosesStream(boolean closes) {
            StreamFramer framer = new StreamFramer(new MessageParser());
            byte[] octets = octets();
            framer.append(octets, 0, octets.length);
            StreamFrame frame = framer.next();
            assertThat(framer.isLost()).isEqualTo(closes);
            if (closes) {
                assertThat(frame)
                        .isInstanceOfSatisfying(
                                Message.class, last -> assertThat(last.result()).isInstanceOf(Malformed.class));
            }
        }
    }

    private final @Nullable Path folder = find();
    private final Map<String, Line> table = new LinkedHashMap<>();

    SharedTorture() throws IOException {
        for (List<String> cells : rows(TortureCase.root().resolve("rfc.tsv"))) {
            table.put(cells.getFirst(), new Line(cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
        }
    }

    private static @Nullable Path find() {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.exists(above.resolve("shared/torture/EXPECTED.tsv"))) {
            above = above.getParent();
        }
        return above == null ? null : above.resolve("shared/torture");
    }

    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(List.of(line.split("\t", -1)));
        }
        return rows.subList(1, rows.size());
    }

    /// Tells the reader of the tests' output if there is nothing to read.
    void sayIfAbsent() {
        if (folder == null) {
            System.getLogger(SharedTorture.class.getName()).log(Level.WARNING, ABSENT);
        }
    }

    /// One test for each case, or the one that says that there is nothing to read.
    Stream<DynamicTest> tests(List<Case> cases) {
        Path root = folder;
        if (root == null) {
            return Stream.of(DynamicTest.dynamicTest(
                    "shared/torture is not beside the repository: its messages were not read",
                    () -> assertThat(table.keySet()).containsAll(names(cases))));
        }
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> test(one, root)));
    }

    private void test(Case one, Path root) {
        Line line = table.get(one.name());
        assertThat(line).as("line of rfc.tsv").isNotNull();
        Subject subject = new Subject(root.resolve(path(line)));
        assertThat(Verdict.of(subject.octets())).as(one.name()).isEqualTo(line.verdict());
        if (subject.result() instanceof Parsed(SipMessage message)) {
            TortureTest.assertWrittenAsRead(subject.octets(), message);
        }
        one.look().accept(subject);
    }

    private static String path(Line line) {
        return switch (line.name()) {
            case "baddn-terminated" -> "rfc4475-baddn-terminated.dat";
            case String name when name.startsWith("declared-length/") -> "rfc5118-" + name + ".dat";
            case String name -> "rfc" + line.section().substring(0, 4) + "/" + name + ".dat";
        };
    }

    /// The names of the cases.
    static List<String> names(List<Case> cases) {
        return cases.stream().map(Case::name).toList();
    }

    /// The names of our table that are from an RFC.
    List<String> names(String rfc) {
        return table.values().stream()
                .filter(line -> line.section().startsWith(rfc))
                .map(Line::name)
                .toList();
    }

    /// Every message that is there and has no line in our table, and every row of `EXPECTED.tsv` that the table
    /// tells otherwise.
    List<String> strangers() throws IOException {
        List<String> strangers = new ArrayList<>();
        Path root = folder;
        if (root == null) {
            return strangers;
        }
        for (List<String> row : rows(root.resolve("EXPECTED.tsv"))) {
            Line line = table.get(row.getFirst());
            if (line == null
                    || !line.section().equals(row.get(1))
                    || !line.expected().equals(row.get(5))) {
                strangers.add(row.toString());
            }
        }
        List<Path> known =
                table.values().stream().map(line -> root.resolve(path(line))).toList();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".dat") && !known.contains(file))
                    .forEach(file -> strangers.add(file.toString()));
        }
        return strangers;
    }
}
