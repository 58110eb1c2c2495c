package io.sidetone.dist.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Rule: every package of main code has a `package-info.java`, and it is `@NullMarked`.
final class PackageInfoCheck implements Check {

    private static final String FILE = "package-info.java";

    @Override
    public List<String> offences(Reactor reactor) {
        Set<String> marked = new HashSet<>();
        for (SourceFile source : reactor.sources()) {
            if (!source.test() && source.fileName().equals(FILE) && isNullMarked(source)) {
                marked.add(source.path());
            }
        }
        Set<String> reported = new HashSet<>();
        List<String> offences = new ArrayList<>();
        for (SourceFile source : reactor.sources()) {
            String wanted = source.path().replace(source.fileName(), FILE);
            if (!source.test() && !marked.contains(wanted) && reported.add(wanted)) {
                offences.add(wanted + ":1: the package " + source.packageName() + " has no " + FILE
                        + " that is @NullMarked: write one that says what the package is for and what it stands on.");
            }
        }
        return offences;
    }

    private static boolean isNullMarked(SourceFile source) {
        return source.unit().getPackageAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"));
    }
}
