package io.sidetone.modules.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.TextParts;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static List<String> words(String before, String value, String behind) {
        return CommandLine.of(new TextParts(List.of(before, behind), List.of(value)))
                .words();
    }

    @Test
    void aLiteralTextThatNeedsAShellGetsOne() {
        assertThat(CommandLine.of(TextParts.literal("ls -l | wc -l")).words())
                .containsExactly("/bin/sh", "-c", "ls -l | wc -l");
    }

    @Test
    void aLiteralTextWithoutThatIsSplitIntoWords() {
        assertThat(CommandLine.of(TextParts.literal("ls  -l 'a b' \"c d\" e\\ f \"\""))
                        .words())
                .containsExactly("ls", "-l", "a b", "c d", "e f", "");
    }

    @Test
    void aVariableIsOneArgumentWhateverIsInIt() {
        String evil = "x; rm -rf / | \"`$(id)`' \n --";
        assertThat(words("/bin/echo ", evil, " end")).containsExactly("/bin/echo", evil, "end");
        assertThat(words("/bin/echo '", evil, "'")).containsExactly("/bin/echo", evil);
        assertThat(words("/bin/echo --user=", evil, "")).containsExactly("/bin/echo", "--user=" + evil);
        assertThat(words("/bin/echo ", "", " end")).containsExactly("/bin/echo", "", "end");
    }

    @Test
    void aShellIsRefusedWhereThereIsAVariable() {
        assertThatThrownBy(() -> words("echo ", "x", " | mail root"))
                .isInstanceOf(ScriptError.class)
                .hasMessageContaining("'|'");
        assertThatThrownBy(() -> words("echo \"$(id) ", "x", "\"")).isInstanceOf(ScriptError.class);
    }

    @Test
    void whatIsNoCommandIsRefused() {
        for (String text : List.of("", "  ", "echo 'open", "echo \\", "echo \0", "x".repeat(70_000))) {
            assertThatThrownBy(() -> CommandLine.of(TextParts.literal(text))).isInstanceOf(ScriptError.class);
        }
        assertThatThrownBy(() -> words("", "", "")).isInstanceOf(ScriptError.class);
        assertThatThrownBy(() -> words("echo ", "\0", "")).isInstanceOf(ScriptError.class);
    }
}
