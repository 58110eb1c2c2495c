package io.sidetone.dist.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.module.Module;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Makes plug-ins as their authors do: compiles a module, declares it and packs it.
public final class PluginJar {

    private PluginJar() {}

    /// Makes one.
    ///
    /// @param jar the file, whose folder is made too
    /// @param module the name of the module's class
    /// @param text the source of that class and others of its package
    public static Path make(Path jar, String module, String text) throws IOException {
        Files.createDirectories(jar.getParent());
        Path classes = Files.createTempDirectory(jar.getParent(), "classes");
        Path source = Files.writeString(classes.resolve(module.substring(module.lastIndexOf('.') + 1) + ".java"), text);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).isZero();
        Files.delete(source);
        Path declarations = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(declarations.resolve(Module.class.getName()), module + "\n", StandardCharsets.UTF_8);
        pack(classes, jar);
        return jar;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                packed.write(Files.readAllBytes(file));
            }
        }
    }
}
