package io.sidetone.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DocsTest {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern QUOTED = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern HOME = Pattern.compile("(?<![\\w.~-])/(work|home|root|Users)\\b[^\\s)`]*");
    private static final Pattern COMMAND = Pattern.compile("\\./sidetone +([a-z]+)");

    private final Path root = Repository.root();
    private final Map<Path, Set<String>> anchors = new HashMap<>();

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            String prose = QUOTED.matcher(withoutExamples(document)).replaceAll("");
            for (String link : matches(LINK, prose)) {
                if (!link.contains(":") && !leadsSomewhere(document, link)) {
                    broken.add(root.relativize(document) + ": " + link);
                }
            }
        }
        assertThat(broken).as("links to a file or heading that is not there").isEmpty();
    }

    @Test
    void noDocumentKnowsOneMachine() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path document : documents()) {
            Stream<MatchResult> paths = HOME.matcher(Files.readString(document)).results();
            paths.forEach(path -> found.add(root.relativize(document) + ": " + path.group()));
        }
        assertThat(found)
                .as("paths of one machine; write paths from the root of the repository")
                .isEmpty();
    }

    @Test
    void everyCommandOfTheLauncherThatADocumentNamesExists() throws Exception {
        Set<String> commands = commands();
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            for (String command : matches(COMMAND, Files.readString(document))) {
                if (!commands.contains(command)) {
                    unknown.add(root.relativize(document) + ": ./sidetone " + command);
                }
            }
        }
        assertThat(commands).contains("test", "help");
        assertThat(unknown).as("commands that ./sidetone help does not list").isEmpty();
    }

    private boolean leadsSomewhere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        if (!target.startsWith(root) || !Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /// The anchors that a document sets, and those of its headings: lower case, no punctuation, a hyphen for each
    /// space. Kept: the pages of modules are asked for them by hundreds of links.
    private Set<String> anchors(Path document) throws IOException {
        Set<String> known = anchors.get(document);
        if (known == null) {
            String text = withoutExamples(document);
            known = matches(HEADING, text).stream()
                    .map(heading -> heading.toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'))
                    .collect(Collectors.toSet());
            known.addAll(matches(ANCHOR, text));
            anchors.put(document, known);
        }
        return known;
    }

    private static String withoutExamples(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of(".git", ".sidetone", "target").noneMatch(name -> isBelow(name, file)))
                    .sorted()
                    .toList();
            assertThat(documents).contains(root.resolve("README.md"));
            return documents;
        }
    }

    private boolean isBelow(String name, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> commands() throws Exception {
        Process help = new ProcessBuilder(root.resolve("sidetone").toString(), "help").start();
        String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(help.waitFor()).isZero();
        return Set.copyOf(matches(Pattern.compile("(?m)^  ([a-z]+) "), text));
    }
}
