package io.sidetone.dist.house;

import com.sun.source.tree.ImportTree;
import io.sidetone.dist.house.Floors.Floor;
import io.sidetone.dist.house.Floors.Jar;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rule: main code uses only what `floors.txt` lets it use.
///
/// Read from class files, which know what no import shows, and from imports, which know the constants that the
/// compiler has copied. Tests may look up: a test of the ground floor may build its case with the whole house.
final class FloorCheck implements Check {

    private final Set<String> jdk = ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>(missingJars(reactor));
        Set<String> found = new TreeSet<>();
        for (CompiledClass type : reactor.mainClasses()) {
            Jar jar = reactor.floors().jar(type.jar());
            if (jar == null) {
                continue;
            }
            String unlisted = unlisted(jar, type.packageName());
            if (unlisted != null) {
                found.add(unlisted);
                continue;
            }
            for (String used : used(reactor, type)) {
                String why = whyNot(reactor.floors(), jar, type.packageName(), CompiledClass.packageOf(used));
                if (why != null) {
                    String name = used.replace('/', '.').replace('$', '.');
                    found.add(reactor.place(type, used.substring(used.lastIndexOf('/') + 1)) + ": " + type.name()
                            + " may not use " + name + " " + why);
                }
            }
        }
        offences.addAll(found);
        return offences;
    }

    private static List<String> missingJars(Reactor reactor) {
        return reactor.jars().stream()
                .filter(jar -> reactor.floors().jar(jar) == null)
                .map(jar -> jar + "/pom.xml:1: the jar '" + jar
                        + "' is not in floors.txt: add it, with what it may use and its packages from the ground up.")
                .toList();
    }

    /// What to do about a package that the file does not list; null if it does.
    private static @Nullable String unlisted(Jar jar, String packageName) {
        if (!Floors.isIn(packageName, jar.fullName("."))) {
            return SourceFile.folder(jar.name(), false) + ":1: the package " + packageName
                    + " is in the wrong jar: all of " + jar.name() + " is called " + jar.fullName(".") + ".";
        }
        String part = Floors.part(jar, packageName);
        return jar.floorOf(part) >= 0
                ? null
                : "floors.txt:1: the package " + packageName + " is not listed: add '" + part + "' under '" + jar.name()
                        + "', as low as it can stand.";
    }

    /// Internal names, so that the package of an inner class is plain to see.
    private static Set<String> used(Reactor reactor, CompiledClass type) {
        Set<String> used = type.dependencies();
        SourceFile source = reactor.sourceOf(type);
        if (source != null) {
            for (ImportTree line : source.unit().getImports()) {
                used.add(importedClass(line));
            }
        }
        return used;
    }

    /// Packages are in lower case and classes begin with a capital: the first capital ends the package.
    private static String importedClass(ImportTree line) {
        StringBuilder name = new StringBuilder();
        for (String part : line.getQualifiedIdentifier().toString().split("\\.", -1)) {
            name.append(name.isEmpty() ? "" : "/").append(part);
            if (Character.isUpperCase(part.charAt(0))) {
                break;
            }
        }
        return name.toString();
    }

    /// Why a package may not use another and what to do; null if it may.
    private @Nullable String whyNot(Floors floors, Jar jar, String user, String used) {
        if (user.equals(used) || jdk.contains(used)) {
            return null;
        }
        Jar usedJar = floors.jarOf(used);
        if (usedJar != null && usedJar.name().equals(jar.name())) {
            return whyNotInside(jar, Floors.part(jar, user), Floors.part(jar, used));
        }
        String part = Floors.part(jar, user);
        if (floors.allows(jar, part, used)) {
            return null;
        }
        List<String> mayUse = Floors.mayUse(jar, part);
        String who = mayUse.size() > jar.mayUse().size() ? "floor " + part : "jar " + jar.name();
        String allowed = mayUse.isEmpty() ? "the JDK only" : "the JDK, " + String.join(", ", mayUse);
        String because = "(" + who + " may use " + allowed + "): ";
        return usedJar == null
                ? because + "write it with the JDK, or write down in docs/decisions why the library is needed and "
                        + "add its package behind '" + part + " ->' or '" + jar.name() + " ->' in floors.txt."
                : because + "move what is needed down into a jar that both may use, or declare an interface in "
                        + jar.name() + " that " + usedJar.name() + " implements.";
    }

    private static @Nullable String whyNotInside(Jar jar, String user, String used) {
        int userFloor = jar.floorOf(user);
        int usedFloor = jar.floorOf(used);
        if (usedFloor < 0) {
            return null;
        }
        Floor floor = jar.floors().get(userFloor);
        if (userFloor == usedFloor) {
            return "(" + user + " and " + used + " share a floor and never see each other): move what both need to a "
                    + "floor below, or join the two in a floor above.";
        }
        if (userFloor < usedFloor) {
            return "(floor " + user + " is below " + used + "): move what is needed down to " + user
                    + " or lower, move the class up to " + used + " or higher, or declare an interface in " + user
                    + " that " + used + " implements.";
        }
        return floor.only() == null || floor.only().contains(used)
                ? null
                : "(floors.txt lets " + user + " use only " + String.join(" and ", new TreeSet<>(floor.only()))
                        + "): move what is needed down to one of these.";
    }
}
