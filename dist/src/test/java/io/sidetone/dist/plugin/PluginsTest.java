package io.sidetone.dist.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.module.Services;
import io.sidetone.server.module.StartException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found in a folder of plug-ins, and what is said of those that are of no use.
class PluginsTest {

    private static final String CLASS = "org.example.sign.Sign";
    private static final String DECLARATION = "META-INF/services/" + Module.class.getName();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private static String source(String name) {
        return """
                package org.example.sign;

                public class Sign implements io.sidetone.server.module.Module {
                    @Override
                    public void define(io.sidetone.server.module.ModuleBuilder module) {
                        module.name(Word.of("%s"), "Shows a sign.");
                    }
                }

                final class Word {
                    static String of(String name) {
                        if (name.equals("boom")) throw new IllegalStateException("boom");
                        return name;
                    }
                }
                """.formatted(name);
    }

    private Path jar(String file, String name) throws IOException {
        return PluginJar.make(data.resolve("plugins").resolve(file), CLASS, source(name));
    }

    private FileSystem open(Path jar) throws IOException {
        return FileSystems.newFileSystem(jar);
    }

    private List<String> names() throws StartException {
        try (Plugins plugins = Plugins.load(null, data)) {
            return plugins.modules().stream()
                    .map(module -> ModuleSpec.of(module, new Services()).name())
                    .toList();
        }
    }

    private void assertRefused(Path jar, String... words) {
        StartException refusal = catchThrowableOfType(StartException.class, () -> Plugins.load(null, data));
        assertThat(refusal.reason()).isEqualTo(StartException.Reason.FILE);
        assertThat(refusal)
                .message()
                .startsWith("cannot load the plug-in " + jar + ": ")
                .contains(words)
                .doesNotContain("Exception", "Error:", "null")
                .hasLineCount(1)
                .endsWith(".");
    }

    @Test
    void withoutAFolderThereAreNone() throws StartException {
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatIsNamedHasToBeThere() {
        StartException refusal =
                catchThrowableOfType(StartException.class, () -> Plugins.load(data.resolve("none"), data));
        assertThat(refusal).hasMessageContaining(data.resolve("none") + ". Make it, ");
    }

    @Test
    void eachJarHasClassesOfItsOwn() throws Exception {
        jar("a.jar", "sign");
        jar("b.jar", "panel");
        Files.writeString(data.resolve("plugins/readme.txt"), "no jar");

        assertThat(names()).containsExactly("sign", "panel");
    }

    @Test
    void aFileThatIsNoJarIsTold() throws Exception {
        Path jar = jar("a.jar", "sign");
        Files.write(jar, new byte[100]);

        assertRefused(jar, "it is no jar");
    }

    @Test
    void aJarWithoutAModuleIsTold() throws Exception {
        Path jar = jar("a.jar", "sign");
        try (FileSystem inside = open(jar)) {
            Files.delete(inside.getPath(DECLARATION));
        }

        assertRefused(jar, "it has no module", DECLARATION);
    }

    @Test
    void aClassThatIsDeclaredAndNotThereIsTold() throws Exception {
        Path jar = jar("a.jar", "sign");
        try (FileSystem inside = open(jar)) {
            Files.writeString(inside.getPath(DECLARATION), "org.example.Other\n");
        }

        assertRefused(jar, "org.example.Other not found", DECLARATION);
    }

    @Test
    void aClassForANewerJavaIsTold() throws Exception {
        Path jar = jar("a.jar", "sign");
        try (FileSystem inside = open(jar)) {
            Path file = inside.getPath("org/example/sign/Sign.class");
            byte[] octets = Files.readAllBytes(file);
            octets[7] = 99;
            Files.write(file, octets);
        }

        assertRefused(jar, "newer Java", "--release " + Runtime.version().feature());
    }

    @Test
    void aClassThatIsMissingIsTold() throws Exception {
        Path jar = jar("a.jar", "sign");
        try (FileSystem inside = open(jar)) {
            Files.delete(inside.getPath("org/example/sign/Word.class"));
        }

        assertRefused(jar, "it needs the class org.example.sign.Word, ");
    }

    @Test
    void aModuleThatFailsIsTold() throws Exception {
        assertRefused(jar("a.jar", "boom"), "its module fails", "tell its author");
    }

    @Test
    void aNameThatIsTakenIsTold() throws Exception {
        assertRefused(jar("b.jar", "tm"), "'tm', as one of the server is");

        jar("a.jar", "sign");
        assertRefused(jar("b.jar", "sign"), "'sign', as one of a.jar is");
        assertRefused(jar("b.jar", ""), "has no name");
    }
}
