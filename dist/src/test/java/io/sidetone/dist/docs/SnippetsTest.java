package io.sidetone.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.plugin.PluginJar;
import io.sidetone.dist.plugin.Plugins;
import io.sidetone.modules.Bundled;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleSet;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the documents show of scripts and modules is checked, and what they say of it is so.
class SnippetsTest {

    private static final Pattern SCRIPT = Pattern.compile("(?ms)^```sidetone\n(.*?)^```$");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @TempDir
    private Path folder;

    @Test
    void theScriptOfTheFirstScreenIsARegistrarAndProxy() throws IOException {
        String script = loading(bundled()) + script("README.md");
        try (ScriptTest test = ScriptTest.of(script, bundled().toArray(Module[]::new))) {
            ScriptedPeer alice = test.peer();
            test.ask(alice, 401, "REGISTER", "To: <sip:alice@example.org>", "uri sip:example.org");
            test.ask(alice, 404, "INVITE");
            test.ask(alice, 483, "INVITE", "Max-Forwards: 0");
            assertThat(test.statistic("sl:4xx_replies")).isEqualTo(3);
        }
    }

    @Test
    void theFirstScreenIsOne() throws IOException {
        String page = read("README.md");
        assertThat(page.substring(0, page.indexOf("\n## ")).lines().count()).isLessThanOrEqualTo(40);
    }

    @Test
    void scriptsOfTheOperatorsPageLoad() throws IOException {
        assertThat(ScriptTest.errors(script("docs/operating.md"), bundled().toArray(Module[]::new)))
                .isEmpty();
    }

    @Test
    void theModuleInOneFileDoesWhatItsPageSays() throws Exception {
        String page = "docs/modules-howto.md";
        Path _ = PluginJar.make(
                folder.resolve("greeting.jar"), "org.example.greeting.GreetingModule", first(JAVA, page));
        List<Module> modules = new ArrayList<>(bundled());
        try (Plugins plugins = Plugins.load(folder, folder)) {
            modules.addAll(plugins.modules());
            assertServed(script(page), modules);
        }
    }

    private static void assertServed(String script, List<Module> modules) {
        try (ScriptTest test = ScriptTest.of(script, modules.toArray(Module[]::new))) {
            assertThat(test.ask(test.peer(), 200, "OPTIONS").phrase()).isEqualTo("Good morning alice");
            assertThat(test.statistic("greeting:greeted")).isOne();
            assertThat(test.command("greeting:count")).isEqualTo(1L);
        }
    }

    private static List<Module> bundled() {
        return Bundled.modules();
    }

    private static String loading(List<Module> modules) {
        return new ModuleSet(modules)
                .available().stream()
                        .map(ModuleSpec::name)
                        .filter(name -> List.of(
                                        "tm",
                                        "sl",
                                        "signaling",
                                        "rr",
                                        "maxfwd",
                                        "sipmsgops",
                                        "usrloc",
                                        "registrar",
                                        "auth",
                                        "auth_db")
                                .contains(name))
                        .map(name -> "loadmodule \"" + name + ".so\"\n")
                        .collect(Collectors.joining());
    }

    private static String script(String document) throws IOException {
        return first(SCRIPT, document);
    }

    private static String first(Pattern pattern, String document) throws IOException {
        return pattern.matcher(read(document))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String read(String document) throws IOException {
        return Files.readString(Repository.root().resolve(document));
    }
}
