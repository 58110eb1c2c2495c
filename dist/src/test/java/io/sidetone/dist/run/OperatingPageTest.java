package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What the page for operators says of `run` is so.
class OperatingPageTest {

    private static final Pattern OPTION = Pattern.compile("`(--?[A-Za-z]+)[ `]");
    private static final Pattern STATUS = Pattern.compile("(?m)^\\| (\\d+) \\|");

    private final CommandLine run = new CommandLine(new RunCommand(Path.of("")));

    private static String section(String title) throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/operating.md"));
        int start = page.indexOf("\n## " + title + "\n");
        return page.substring(start, page.indexOf("\n## ", start + 1));
    }

    @Test
    void itTellsAllOptions() throws IOException {
        List<String> known = run.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> !List.of("-h", "--help", "-V", "--version").contains(name))
                .toList();
        assertThat(OPTION.matcher(section("Options of `run`")).results().map(option -> option.group(1)))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void itTellsAllExitStatuses() throws IOException {
        assertThat(STATUS.matcher(section("Exit statuses")).results().map(status -> status.group(1)))
                .containsExactlyElementsOf(
                        run.getCommandSpec().usageMessage().exitCodeList().keySet());
    }

    @Test
    void eachReasonNotToStartHasAStatusOfItsOwn() throws IOException {
        assertThat(STATUS.matcher(section("Exit statuses")).results().map(status -> status.group(1)))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("0"), Stream.of(Reason.values()).map(reason -> "" + reason.exitStatus()))
                        .toList());
    }
}
