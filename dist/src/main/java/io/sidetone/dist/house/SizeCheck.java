package io.sidetone.dist.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rule: functions have up to 60 lines, files up to 500, lines up to 120 columns.
///
/// A function is measured from its opening brace to its closing one. `// LONG: reason` above a declaration
/// excuses the function, above a file's first type the file. Lines of a text block and lines with a URL may be
/// longer.
final class SizeCheck implements Check {

    private static final int FUNCTION_LINES = 60;
    private static final int FILE_LINES = 500;
    private static final int COLUMNS = 120;
    private static final Pattern EXCUSE = Pattern.compile("(?<!/)// LONG: *\\S");

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>();
        for (SourceFile source : reactor.sources()) {
            FileScan scan = new FileScan(source, offences);
            scan.scan(source.unit(), null);
            fileSize(source, offences);
            lineLengths(source, scan.textBlockLines, offences);
        }
        return offences;
    }

    private static void fileSize(SourceFile source, List<String> offences) {
        int lines = source.lines().size();
        List<? extends Tree> types = source.unit().getTypeDecls();
        if (lines > FILE_LINES && (types.isEmpty() || !excused(source, source.firstLine(types.getFirst())))) {
            offences.add(
                    source.at(FILE_LINES + 1) + ": " + source.fileName() + " has " + lines + " lines, " + FILE_LINES
                            + " are allowed: move one of its concerns into a class named after it, or say above the "
                            + "class why it must be one piece: // LONG: reason");
        }
    }

    private static void lineLengths(SourceFile source, Set<Long> textBlockLines, List<String> offences) {
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            int columns = line.codePointCount(0, line.length());
            if (columns > COLUMNS && !line.contains("://") && !textBlockLines.contains(i + 1L)) {
                offences.add(source.at(i + 1) + ": the line has " + columns + " columns, " + COLUMNS
                        + " are allowed: break it (the formatter leaves comments and strings to you).");
            }
        }
    }

    /// Whether the comments right above a line, or the line itself, say why the declaration is long.
    private static boolean excused(SourceFile source, long line) {
        int i = (int) line - 1;
        do {
            if (EXCUSE.matcher(source.lines().get(i)).find()) {
                return true;
            }
            i--;
        } while (i >= 0 && source.lines().get(i).strip().startsWith("//"));
        return false;
    }

    /// Finds the functions of one file that are too long, and where its text blocks are.
    private static final class FileScan extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final SourceFile source;
        private final List<String> offences;
        private final Set<Long> textBlockLines = new HashSet<>();
        private String type = "";

        FileScan(SourceFile source, List<String> offences) {
            this.source = source;
            this.offences = offences;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            String outer = type;
            if (!tree.getSimpleName().isEmpty()) {
                type = outer.isEmpty() ? tree.getSimpleName().toString() : outer + "." + tree.getSimpleName();
            }
            for (Tree member : tree.getMembers()) {
                if (member instanceof BlockTree block) {
                    measure("the initializer of " + type, block, block);
                }
            }
            super.visitClass(tree, null);
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            BlockTree body = tree.getBody();
            if (body != null) {
                String name =
                        tree.getReturnType() == null ? "new" : tree.getName().toString();
                measure(type + "." + name, tree, body);
            }
            return super.visitMethod(tree, null);
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
            measure("a lambda of " + type, tree, tree.getBody());
            return super.visitLambdaExpression(tree, null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
            if (tree.getKind() == Tree.Kind.STRING_LITERAL) {
                for (long line = source.firstLine(tree); line < source.lastLine(tree); line++) {
                    textBlockLines.add(line + 1);
                }
            }
            return super.visitLiteral(tree, null);
        }

        private void measure(String name, Tree declaration, Tree body) {
            long lines = source.lastLine(body) - source.firstLine(body) + 1;
            if (lines > FUNCTION_LINES && !excused(source, source.firstLine(declaration))) {
                offences.add(source.at(source.firstLine(declaration)) + ": " + name + " has " + lines + " lines, "
                        + FUNCTION_LINES
                        + " are allowed: give each of its steps a function with a name, or say above it why it must "
                        + "be one piece: // LONG: reason");
            }
        }
    }
}
