package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A small tree made for a test, with jars, sources and compiled classes in the places of the real one. Confined
/// to the test that made it.
final class PlantedTree {

    private final Path root;

    PlantedTree(Path root) {
        this.root = root;
        file("floors.txt", """
                * -> org.jspecify
                sip
                    base
                    text
                    uri
                    sdp: base
                    proxy dialog
                dist -> sip
                    .
                """);
        file("sip/pom.xml", "");
        file("dist/pom.xml", "");
    }

    /// Writes any file, at a path from the root.
    PlantedTree file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a class of main code, at a path from the package of all jars: `sip/text/Reader`.
    PlantedTree main(String path, String text) {
        return source(path, false, text);
    }

    /// Writes a class of test code.
    PlantedTree test(String path, String text) {
        return source(path, true, text);
    }

    private PlantedTree source(String path, boolean test, String text) {
        String jar = path.substring(0, path.indexOf('/'));
        String packageName =
                "io.sidetone." + path.substring(0, path.lastIndexOf('/')).replace('/', '.');
        return file(
                SourceFile.folder(jar, test) + "/io/sidetone/" + path + ".java",
                "package " + packageName + ";\n" + text);
    }

    /// Compiles everything and reads the tree.
    Reactor grow() {
        for (String jar : List.of("sip", "dist")) {
            compile(jar, false, "target/classes");
            compile(jar, true, "target/test-classes");
        }
        return Reactor.at(root);
    }

    private void compile(String jar, boolean test, String output) {
        List<Path> files = Reactor.filesUnder(root.resolve(SourceFile.folder(jar, test)), ".java");
        if (files.isEmpty()) {
            return;
        }
        Path sip = root.resolve("sip/target/classes");
        String classPath = String.join(
                System.getProperty("path.separator"),
                root.resolve(jar).resolve("target/classes").toString(),
                sip.toString(),
                System.getProperty("java.class.path"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            String folder =
                    Files.createDirectories(root.resolve(jar).resolve(output)).toString();
            boolean compiled = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", folder, "-cp", classPath),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
