package io.sidetone.dist.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may use whom: the list `floors.txt`, whose head explains how it is written. Immutable.
///
/// @param jars in the order of the file
record Floors(List<Jar> jars) {

    static final String BASE = "io.sidetone.";
    static final String EVERY_JAR = "*";

    /// A jar and its packages.
    ///
    /// @param name its folder, and its package behind `io.sidetone.`
    /// @param mayUse jars, packages of jars and libraries
    /// @param floors from the ground up
    record Jar(String name, List<String> mayUse, List<Floor> floors) {

        /// The full name of one of its packages.
        String fullName(String part) {
            return part.equals(".") ? BASE + name : BASE + name + "." + part;
        }

        /// The floor that a package stands on, -1 if the file does not list it.
        int floorOf(String part) {
            for (int i = 0; i < floors.size(); i++) {
                if (floors.get(i).packages().contains(part)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /// One line of a jar.
    ///
    /// @param packages that never see each other; `.` is the jar's own package
    /// @param only the packages that they may use; null for all that stand below
    /// @param mayUse what they may use beside what their jar may
    record Floor(List<String> packages, @Nullable Set<String> only, List<String> mayUse) {}

    static Floors parse(List<String> lines) {
        List<Jar> jars = new ArrayList<>();
        for (String line : lines) {
            String text = line.replaceFirst("#.*", "").stripTrailing();
            if (text.isEmpty()) {
                continue;
            }
            if (!Character.isWhitespace(text.charAt(0))) {
                String[] parts = text.split("->", 2);
                jars.add(new Jar(parts[0].strip(), parts.length < 2 ? List.of() : words(parts[1]), new ArrayList<>()));
            } else if (jars.isEmpty()) {
                throw new IllegalArgumentException("floors.txt: a package before the first jar: " + line);
            } else {
                jars.getLast().floors().add(floor(text));
            }
        }
        return new Floors(List.copyOf(jars));
    }

    private static Floor floor(String text) {
        String[] arrow = text.split("->", 2);
        String[] parts = arrow[0].split(":", 2);
        return new Floor(
                words(parts[0]),
                parts.length < 2 ? null : Set.copyOf(words(parts[1])),
                arrow.length < 2 ? List.of() : words(arrow[1]));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    @Nullable
    Jar jar(String name) {
        for (Jar jar : jars) {
            if (jar.name().equals(name)) {
                return jar;
            }
        }
        return null;
    }

    /// The jar that a package of ours belongs to, null for a package of others.
    @Nullable
    Jar jarOf(String packageName) {
        for (Jar jar : jars) {
            if (isIn(packageName, BASE + jar.name())) {
                return jar;
            }
        }
        return null;
    }

    /// What a package is called in the lines of its jar.
    static String part(Jar jar, String packageName) {
        String own = BASE + jar.name();
        return packageName.equals(own) ? "." : packageName.substring(own.length() + 1);
    }

    /// What a package may use beside the JDK and its jar: what its jar may, and what only its floor may.
    static List<String> mayUse(Jar jar, String part) {
        List<String> all = new ArrayList<>(jar.mayUse());
        all.addAll(jar.floors().get(jar.floorOf(part)).mayUse());
        return all;
    }

    /// Whether a package may use a package of another jar or of a library.
    boolean allows(Jar jar, String part, String packageName) {
        if (allows(mayUse(jar, part), packageName)) {
            return true;
        }
        for (Jar granted : jars) {
            if (granted.name().equals(EVERY_JAR) && allows(granted.mayUse(), packageName)) {
                return true;
            }
        }
        return false;
    }

    private boolean allows(List<String> entries, String packageName) {
        for (String entry : entries) {
            String first = entry.contains(".") ? entry.substring(0, entry.indexOf('.')) : entry;
            if (isIn(packageName, jar(first) == null ? entry : BASE + entry)) {
                return true;
            }
        }
        return false;
    }

    static boolean isIn(String packageName, String prefix) {
        return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
    }
}
