package io.sidetone.dist.house;

import io.sidetone.dist.house.TestCase.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Reads what the test runs of all jars have reported: `*/target/surefire-reports/<tier>/TEST-*.xml`.
/// Thread-safe: only functions.
final class TestReports {

    private TestReports() {}

    /// All tests, in the order of jars and tiers.
    static List<TestCase> read(Path root) {
        List<TestCase> tests = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.sorted().toList()) {
                for (Tier tier : Tier.values()) {
                    Path reports = folder.resolve("target/surefire-reports").resolve(tier.folder());
                    for (Path file : Reactor.filesUnder(reports, ".xml")) {
                        addAll(tests, tier, file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tests;
    }

    private static void addAll(List<TestCase> tests, Tier tier, Path file) {
        NodeList cases = parse(file).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            tests.add(test(tier, (Element) cases.item(i)));
        }
    }

    private static TestCase test(Tier tier, Element element) {
        String name = element.getAttribute("classname") + "." + element.getAttribute("name");
        String time = element.getAttribute("time").replace(",", "");
        double seconds = time.isEmpty() ? 0 : Double.parseDouble(time);
        // A test that passed at the second try is flaky, and that is a failure.
        for (String tag : List.of("failure", "error", "flakyFailure", "flakyError")) {
            String message = message(element, tag);
            if (message != null) {
                return new TestCase(tier, name, seconds, Outcome.FAILED, message);
            }
        }
        String skipped = message(element, "skipped");
        return new TestCase(tier, name, seconds, skipped == null ? Outcome.PASSED : Outcome.SKIPPED, skipped);
    }

    /// The message stands in an attribute, or as the first line of the stack trace. Null without the element.
    private static @Nullable String message(Element test, String tag) {
        if (!(test.getElementsByTagName(tag).item(0) instanceof Element found)) {
            return null;
        }
        return found.hasAttribute("message")
                ? found.getAttribute("message")
                : found.getTextContent().strip().lines().findFirst().orElse("");
    }

    private static Element parse(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("Not a test report: " + file, e);
        }
    }
}
