package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.server.testing.ScriptTest;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that dies loses nothing that it has answered 200.
class KilledTest {

    private static final int ANSWERS = 1_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void everyContactAnswered200IsThereAfterAKill() throws Exception {
        String url = "sqlite://" + folder.resolve("location.db");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegisteringForEver.class.getName(),
                        url))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, String> answered = new LinkedHashMap<>();
        int answers = 0;
        try (BufferedReader said = child.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                int space = line.indexOf(' ');
                answered.put(line.substring(0, space), line.substring(space + 1));
                if (++answers == ANSWERS) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).isGreaterThanOrEqualTo(ANSWERS);
        try (ScriptTest test = ScriptTest.of(
                RegisteringForEver.script(url), new CoreModule(), new UsrlocModule(), new RegistrarModule())) {
            answered.forEach((user, contact) -> assertThat(
                            test.command("ul_show_contact", "location", user).toString())
                    .contains(contact));
        }
    }
}
