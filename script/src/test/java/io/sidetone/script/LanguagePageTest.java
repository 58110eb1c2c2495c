package io.sidetone.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.run.XRay;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Place;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.script.testing.TestContext;
import io.sidetone.script.testing.TestHost;
import io.sidetone.script.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `docs/language.md` and the pages of the dialects say what is true: each block that is marked `sidetone`, or
/// `kamailio` for that dialect, is compiled, with the functions and
/// variables of the [TestHost].
///
/// - A block in which a line begins with a setting, `loadmodule`, `modparam`, an include or a route block is a
///   whole script. Any other one is statements of a `route`, with all modules loaded.
/// - `# warning: text` and `# error: text` stand behind a line of which this is said. Nothing else may be said.
/// - `# -> text` stands behind a line that logs this, `# fails: reason` behind one that cannot be done. On a line
///   of its own it belongs to the last line before that is no comment. With either in it the block is run.
/// - A block that begins with `# in NAME` is a file, compiled with a block that includes it.
/// - What follows `-p` behind `sidetone` is the preprocessor.
/// - A block `text` right behind a script is all that is said of it.
class LanguagePageTest {

    private static final List<Path> PAGES =
            List.of(Path.of("../docs/language.md"), Path.of("../docs/dialects/kamailio.md"));
    private static final String FILE = "proxy.cfg";
    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^(?:#!|loadmodule |modparam\\(|include_file |(?:[a-z]+_)?route *[\\[{]|[a-z_]+ *= *[^=~])");
    private static final Pattern SAID = Pattern.compile("# (warning|error): (.*)$");
    private static final Pattern SHOWN = Pattern.compile("# (->|fails:)(?: (.*))?$");
    private static final Pattern FAILURE = Pattern.compile("([^:]+):([0-9]+):[0-9]+: (.*)");
    private static final int FEWEST = 45;

    @TempDir
    private @Nullable Path folder;

    /// One fenced block.
    ///
    /// @param page where it stands
    /// @param mark what stands behind the fence
    /// @param line where it begins in the page
    /// @param verdict the block `text` behind it, or null
    private record Block(
            Path page,
            String mark,
            int line,
            String text,
            @Nullable String verdict) {

        Dialect dialect() {
            return mark.startsWith("kamailio") ? Dialect.KAMAILIO : Dialect.NATIVE;
        }

        boolean isScript() {
            return DECLARATION.matcher(text).find();
        }

        boolean isFile() {
            return text.startsWith("# in ");
        }

        String fileName() {
            return isFile() ? text.substring(5, text.indexOf('\n')) : FILE;
        }

        boolean includes(Block file) {
            return text.contains("include_file \"" + file.fileName() + "\"");
        }

        @Nullable
        String preprocessor() {
            return mark.contains(" -p ") ? mark.substring(mark.indexOf(" -p ") + 4) : null;
        }

        /// As a script: the number of the first line of the block is 1 greater if there is one before.
        String script() {
            if (isScript()) {
                return text;
            }
            String modules = TestHost.definitions().modules().stream()
                    .map(module -> "loadmodule \"" + module.name() + "\" ")
                    .collect(Collectors.joining());
            return modules + "route {\n" + text + "}\n";
        }

        int linesBefore() {
            return isScript() ? 0 : 1;
        }
    }

    private static List<Block> fences() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : PAGES) {
            blocks.addAll(fences(page));
        }
        return blocks;
    }

    private static List<Block> fences(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("```")) {
                int end = at + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                String text = lines.subList(at + 1, end).stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
                blocks.add(new Block(page, lines.get(at).substring(3), at + 2, text, null));
                at = end;
            }
        }
        return blocks;
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Block block : fences()) {
            if (block.mark().equals("text")) {
                Block script = blocks.removeLast();
                blocks.add(new Block(script.page(), script.mark(), script.line(), script.text(), block.text()));
            } else if (block.mark().startsWith("sidetone") || block.mark().equals("kamailio")) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    @Test
    void hasNoOtherBlocks() throws IOException {
        assertThat(fences())
                .allMatch(block -> block.mark().startsWith("sidetone")
                        || block.mark().equals("kamailio")
                        || block.mark().equals("text")
                        || block.mark().equals("sh"));
        assertThat(blocks().size()).isGreaterThanOrEqualTo(FEWEST);
    }

    @TestFactory
    Stream<DynamicTest> saysWhatIsTrue() throws IOException {
        Map<Boolean, List<Block>> blocks =
                blocks().stream().collect(Collectors.partitioningBy(block -> block.isFile()));
        List<Block> files = blocks.getOrDefault(true, List.of());
        List<Block> scripts = blocks.getOrDefault(false, List.of());
        for (Block file : files) {
            Files.writeString(path().resolve(file.fileName()), file.text());
            assertThat(scripts).anyMatch(script -> script.includes(file));
        }
        return scripts.stream()
                .map(script -> DynamicTest.dynamicTest(
                        script.page().getFileName() + ", line " + script.line(),
                        () -> check(
                                script, files.stream().filter(script::includes).toList())));
    }

    private Path path() {
        return Optional.ofNullable(folder).orElseThrow();
    }

    private void check(Block script, List<Block> files) throws IOException {
        Files.writeString(path().resolve(FILE), script.script());
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.load(
                FILE, path(), new SourceOptions(script.preprocessor(), script.dialect(), Map.of()), diagnostics);
        LiveScript live = new LiveScript(definitions(), Limits.USUAL);
        boolean loaded = live.load(source, diagnostics).isPresent();
        if (script.verdict() == null) {
            assertThat(said(script, source, diagnostics)).isEqualTo(expected(script, SAID));
        } else {
            assertThat(Rendering.of(source, diagnostics)).isEqualTo(script.verdict());
        }
        List<String> shown = expected(script, SHOWN);
        if (!shown.isEmpty()) {
            assertThat(loaded).isTrue();
            files.forEach(file -> shown.addAll(expected(file, SHOWN)));
            assertThat(inOrder(run(script, live.seen().orElseThrow()))).isEqualTo(inOrder(shown));
        }
    }

    /// By lines; what one line does in the order in which it does it.
    private static List<String> inOrder(List<String> shown) {
        return shown.stream()
                .sorted(Comparator.comparing(each -> each.substring(0, each.indexOf(' '))))
                .toList();
    }

    /// What is there in every script, and the host's. Of two functions with one name the first counts: the host's
    /// log is quiet.
    private static Definitions definitions() {
        Definitions host = TestHost.definitions();
        ModuleDefinition core = CoreDefinitions.module();
        List<FunctionDefinition> functions = new ArrayList<>(host.core().functions());
        functions.removeIf(function -> !function.name().equals("xlog"));
        functions.addAll(core.functions());
        functions.addAll(host.core().functions());
        List<TransformationDefinition> transformations = new ArrayList<>(core.transformations());
        transformations.addAll(host.core().transformations());
        return new Definitions(
                new ModuleDefinition(
                        "", host.core().settings(), functions, host.core().variables(), transformations),
                host.modules(),
                host.contexts());
    }

    private static List<String> said(Block block, Source source, Diagnostics diagnostics) {
        return diagnostics.list().stream()
                .map(found -> {
                    Place place = source.place(found.span());
                    return place.file() + ":" + (place.line() - block.linesBefore()) + " "
                            + found.severity().name().toLowerCase(Locale.ROOT) + " " + found.message();
                })
                .toList();
    }

    /// What the comments of a block say, each with the number of the line that it is about.
    private static List<String> expected(Block block, Pattern comment) {
        List<String> expected = new ArrayList<>();
        List<String> lines = block.text().lines().toList();
        int about = 0;
        for (int at = 0; at < lines.size(); at++) {
            about = lines.get(at).strip().startsWith("#") ? about : at + 1;
            Matcher matcher = comment.matcher(lines.get(at));
            if (matcher.find()) {
                String text = matcher.group(2) == null ? "" : matcher.group(2);
                expected.add((block.fileName() + ":" + about + " " + matcher.group(1) + " " + text).strip());
            }
        }
        return expected;
    }

    private static List<String> run(Block block, Version version) {
        OptionalInt route = version.route(RouteKind.ROUTE, null);
        TestHost host = new TestHost();
        TestContext context = new TestContext();
        context.fields.put("rU", "bob");
        context.fields.put("rd", "example.com");
        context.returns("is_method", -1);
        context.gives("sql_query", List.of("sip:bob@192.0.2.8", "sip:bob@192.0.2.9"));
        context.gives("rest_get", "200 OK");
        Run run = new Run(version, host, context);
        Logged logged = new Logged(block.linesBefore());
        run.xRay(logged);
        host.run(run, route.orElseThrow());
        host.runLaunched();
        for (String failure : host.failures) {
            Matcher matcher = FAILURE.matcher(failure);
            assertThat(matcher.matches()).as(failure).isTrue();
            Place place = new Place(matcher.group(1), Integer.parseInt(matcher.group(2)), 1);
            logged.add(place, "fails: " + matcher.group(3));
        }
        return logged.lines;
    }

    /// What is logged, with the line of the statement that does it.
    private static final class Logged implements XRay {

        private final List<String> lines = new ArrayList<>();
        private final int linesBefore;
        private Place place = new Place(FILE, 1, 1);

        Logged(int linesBefore) {
            this.linesBefore = linesBefore;
        }

        void add(Place at, String text) {
            lines.add((at.file() + ":" + (at.line() - linesBefore) + " " + text).strip());
        }

        @Override
        public void statement(Run run, Place place) {
            this.place = place;
        }

        @Override
        public void written(Run run, String variable, @Nullable Object value) {}

        @Override
        public void called(Run run, String function, @Nullable Object[] arguments, @Nullable Object result) {
            if (function.equals("xlog")) {
                add(
                        place,
                        "-> "
                                + Values.text(arguments[1] == null ? arguments[0] : arguments[1])
                                        .strip());
            }
        }
    }
}
