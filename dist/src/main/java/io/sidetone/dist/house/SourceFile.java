package io.sidetone.dist.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.List;
import java.util.regex.Pattern;

/// A source file of the reactor, read and parsed. Immutable.
///
/// @param jar the name of its jar
/// @param test whether it is test code
/// @param path from the root of the repository, with slashes
/// @param lines its text
/// @param unit its syntax tree
/// @param positions where the tree's nodes are
record SourceFile(
        String jar,
        boolean test,
        String path,
        List<String> lines,
        CompilationUnitTree unit,
        SourcePositions positions) {

    /// The folder of a jar's sources, from the root of the repository.
    static String folder(String jar, boolean test) {
        return jar + (test ? "/src/test/java" : "/src/main/java");
    }

    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Where a line of it is: `file:line`.
    String at(long line) {
        return path + ":" + line;
    }

    long firstLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    long lastLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree) - 1);
    }

    /// The first line that contains all of the words, 1 if there is none.
    int lineWith(String... words) {
        for (int i = 0; i < lines.size(); i++) {
            if (containsAll(lines.get(i), words)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static boolean containsAll(String line, String... words) {
        for (String word : words) {
            if (!Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)")
                    .matcher(line)
                    .find()) {
                return false;
            }
        }
        return true;
    }
}
