package io.sidetone.dist.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A compiled class `XxxFuzzTest`. Immutable.
///
/// @param name what stands before `FuzzTest`, in lower case
/// @param className its full name
/// @param built the folder `target` of its jar
public record FuzzTarget(String name, String className, Path built) {

    private static final String SUFFIX = "FuzzTest";
    private static final String CLASS = ".class";

    /// The targets of all jars of a tree whose tests are compiled, in the order of their names.
    public static List<FuzzTarget> in(Path root) throws IOException {
        List<FuzzTarget> targets = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path jar : folders.toList()) {
                Path built = jar.resolve("target");
                for (String className : testClasses(built)) {
                    if (className.endsWith(SUFFIX)) {
                        targets.add(new FuzzTarget(name(className), className, built));
                    }
                }
            }
        }
        targets.sort(Comparator.comparing(FuzzTarget::name));
        return targets;
    }

    private static String name(String className) {
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        return simpleName.substring(0, simpleName.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
    }

    private static List<String> testClasses(Path built) throws IOException {
        Path classes = built.resolve("test-classes");
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(path -> path.endsWith(CLASS))
                    .map(path ->
                            path.substring(0, path.length() - CLASS.length()).replace(File.separatorChar, '.'))
                    .toList();
        }
    }

    /// All tests of its jar, which are not what is to be explored.
    List<String> testClasses() throws IOException {
        return testClasses(built);
    }

    /// What the class needs to run: its jar's classes, and the libraries that the build has listed.
    String classPath() throws IOException {
        String libraries = Files.readString(built.resolve("test-libraries")).strip();
        return String.join(
                File.pathSeparator,
                built.resolve("test-classes").toString(),
                built.resolve("classes").toString(),
                libraries);
    }

    /// The words that the fuzzer tries, a file beside the class.
    Path dictionary() {
        return built.resolve("test-classes").resolve(className.replace('.', '/') + ".dict");
    }
}
