package io.sidetone.dist.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Reads source folders with the JDK's compiler, as far as the syntax trees. Thread-safe: only functions.
final class Sources {

    private Sources() {}

    /// All files of a jar's main or test sources, in the order of their paths.
    static List<SourceFile> read(Path root, String jar, boolean test) {
        List<Path> files = Reactor.filesUnder(root.resolve(SourceFile.folder(jar, test)), ".java");
        return files.isEmpty() ? List.of() : parse(root, jar, test, files);
    }

    private static List<SourceFile> parse(Path root, String jar, boolean test, List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<SourceFile> sources = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                String path = root.relativize(file).toString().replace('\\', '/');
                sources.add(new SourceFile(jar, test, path, Files.readAllLines(file), unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
