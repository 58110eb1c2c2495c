package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sidetone.dist.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What the page of the client says is true.
class ClientPageTest {

    private static final Pattern LINE = Pattern.compile("(?m)^\\./sidetone sip (.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)");

    private static String page() throws IOException {
        return Files.readString(Repository.root().resolve("docs/client.md"));
    }

    @Test
    void eachCommandOfThePageIsUnderstood() throws IOException {
        List<MatchResult> lines = LINE.matcher(page()).results().toList();

        assertThat(lines).hasSizeGreaterThan(10);
        for (MatchResult line : lines) {
            List<String> words = new ArrayList<>();
            WORD.matcher(line.group(1))
                    .results()
                    .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
            assertThatCode(() -> SipCommand.of(new Stop()).parseArgs(words.toArray(String[]::new)))
                    .as(line.group())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void eachOptionThatItNamesExists() throws IOException {
        CommandLine sip = SipCommand.of(new Stop());
        List<String> known = new ArrayList<>();
        sip.getSubcommands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names()))));

        assertThat(OPTION.matcher(page()).results().map(option -> option.group(1)))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void itTellsAllCommandsAndExitCodes() throws IOException {
        String page = page();

        SipCommand.of(new Stop()).getSubcommands().forEach((name, command) -> {
            assertThat(page).contains("| `" + name);
            command.getCommandSpec()
                    .usageMessage()
                    .exitCodeList()
                    .keySet()
                    .forEach(code -> assertThat(page).contains("| " + code + " | "));
        });
    }
}
