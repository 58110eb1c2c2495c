package io.sidetone.dist.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole tree as the checks see it: the lists at its root, every class file and every source file. Immutable.
///
/// What an annotation processor wrote is left out: nobody reads it.
public final class Reactor {

    private final Path root;
    private final Floors floors;
    private final Exceptions exceptions;
    private final List<CompiledClass> classes = new ArrayList<>();
    private final List<SourceFile> sources = new ArrayList<>();

    private Reactor(Path root) {
        this.root = root;
        this.floors = Floors.parse(lines(root.resolve("floors.txt")));
        this.exceptions = Exceptions.parse(lines(root.resolve("house-exceptions.txt")));
        for (String jar : jars()) {
            readClasses(jar, "target/classes", false);
            readClasses(jar, "target/test-classes", true);
            sources.addAll(Sources.read(root, jar, false));
            sources.addAll(Sources.read(root, jar, true));
        }
    }

    /// Reads the tree at a root, which must be compiled.
    public static Reactor at(Path root) {
        return new Reactor(root.toAbsolutePath().normalize());
    }

    /// Reads the tree that the working directory is in.
    public static Reactor here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("floors.txt"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "No floors.txt here or in a folder above: run it inside the repository.");
            }
        }
        return at(folder);
    }

    /// The folder that `floors.txt` is in.
    public Path root() {
        return root;
    }

    Floors floors() {
        return floors;
    }

    Exceptions exceptions() {
        return exceptions;
    }

    /// The folders that are built, in alphabetical order.
    List<String> jars() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<CompiledClass> classes() {
        return List.copyOf(classes);
    }

    List<CompiledClass> mainClasses() {
        return classes.stream().filter(type -> !type.test()).toList();
    }

    List<CompiledClass> testClasses() {
        return classes.stream().filter(CompiledClass::test).toList();
    }

    List<SourceFile> sources() {
        return List.copyOf(sources);
    }

    /// The source file of a class, null if it was generated.
    @Nullable
    SourceFile sourceOf(CompiledClass type) {
        String path = type.source();
        for (SourceFile source : sources) {
            if (source.path().equals(path)) {
                return source;
            }
        }
        return null;
    }

    /// `file:line` of the first line of a class's source that contains all of the words.
    String place(CompiledClass type, String... words) {
        SourceFile source = sourceOf(type);
        return type.at(source == null ? 1 : source.lineWith(words));
    }

    /// The lines of a text file at a path from the root, none if there is no such file.
    public List<String> lines(String path) {
        return lines(root.resolve(path));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readClasses(String jar, String folder, boolean test) {
        for (Path file : filesUnder(root.resolve(jar).resolve(folder), ".class")) {
            CompiledClass type = new CompiledClass(jar, test, parse(file));
            if (!type.packageName().endsWith(".jmh_generated") && !file.endsWith("module-info.class")) {
                classes.add(type);
            }
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All files under a folder whose names have an ending, in the order of their paths; none if there is no
    /// folder.
    static List<Path> filesUnder(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
