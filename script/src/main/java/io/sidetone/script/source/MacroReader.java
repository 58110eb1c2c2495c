package io.sidetone.script.source;

import io.sidetone.script.value.ScriptError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the text of the Kamailio dialect: obeys its directives, takes in other files, and replaces what was
/// defined. Confined to the thread that reads the script.
///
/// Lines with directives stay in the text as comments, so that what is wrong with them has a place; what a
/// condition leaves out does not.
final class MacroReader {

    private static final Pattern CONDITIONAL =
            Pattern.compile("(?:#!|!!)(?:(ifdef|ifndef|ifexp)[ \t\b\r]+|(else|endif)[ \t\b\r]*(?=\n|\\z))");

    private static final Pattern INCLUDED = Pattern.compile("[ \t]*\"((?:[^\"\n\\\\]|\\\\.){1,1000})\"");

    private static final List<String> WORDS = List.of(
            "define",
            "def",
            "trydefine",
            "trydef",
            "redefine",
            "redef",
            "undefine",
            "undef",
            "tryundefine",
            "tryundef",
            "defexp",
            "defexps",
            "defenv",
            "defenvs",
            "trydefenv",
            "trydefenvs",
            "ifdef",
            "ifndef",
            "ifexp",
            "else",
            "endif",
            "subst",
            "substdef",
            "substdefs",
            "include_file",
            "import_file");

    private final SourceFiles files;
    private final Macros macros;
    private final SourceBuilder out;
    private final Deque<Condition> conditions = new ArrayDeque<>();

    MacroReader(SourceFiles files, Macros macros, SourceBuilder out) {
        this.files = files;
        this.macros = macros;
        this.out = out;
    }

    /// What stands between `ifdef` and `endif`.
    ///
    /// @param holds whether it holds itself
    /// @param active whether it is read: whether those around it hold, too
    /// @param span the directive
    private record Condition(boolean holds, boolean active, Span span) {}

    /// Reads all.
    void read(Source source, Path path) {
        new Text(source, path).read();
        for (Condition condition : conditions) {
            out.error(condition.span(), "this condition is not closed", "each needs its `#!endif`, alone in a line");
        }
        if (out.isOpen()) {
            out.end();
        }
    }

    private boolean isActive() {
        return conditions.isEmpty() || conditions.element().active();
    }

    private void condition(boolean holds, Span span) {
        conditions.push(new Condition(holds, holds && isActive(), span));
    }

    /// The text of one file, and how far it was read.
    private final class Text {

        private final Source source;
        private final String text;
        private final Path path;
        private int at;
        private int line;
        private int lineStart;
        private int lineEnd;
        private String written = "";

        Text(Source source, Path path) {
            this.source = source;
            this.text = source.text();
            this.path = path;
            beginLine(0);
        }

        void read() {
            while (at < text.length()) {
                if (!isActive()) {
                    skip();
                    continue;
                }
                Piece piece = Piece.at(text, at);
                boolean include = piece.kind() == Piece.Kind.NAME && isInclude(word(piece));
                if (include || piece.kind() == Piece.Kind.DIRECTIVE) {
                    directive(piece);
                } else {
                    ordinary(piece);
                }
            }
        }

        private String word(Piece piece) {
            int start = piece.kind() == Piece.Kind.DIRECTIVE ? piece.start() + 2 : piece.start();
            return text.substring(start, piece.end());
        }

        private static boolean isInclude(String word) {
            return word.equals("include_file") || word.equals("import_file");
        }

        // ---- What is written

        private int column(int offset) {
            return offset - lineStart + 1;
        }

        private void begin() {
            out.at(source.origins().get(line), written, column(at));
        }

        /// Writes what follows as it stands.
        private void copy(int end) {
            while (at < end) {
                begin();
                int feed = Math.min(end, lineEnd);
                out.copy(text.substring(at, feed));
                at = feed;
                if (at < end) {
                    feed();
                    out.end();
                }
            }
        }

        /// Goes on behind the end of a line.
        private void feed() {
            at++;
            line++;
            beginLine(at);
        }

        private void beginLine(int start) {
            lineStart = start;
            lineEnd = Piece.line(text, start);
            written = text.substring(lineStart, lineEnd);
        }

        /// Goes on behind what is not written.
        private void pass(int end) {
            while (lineEnd < end) {
                at = lineEnd;
                feed();
            }
            at = end;
        }

        private void ordinary(Piece piece) {
            String replaced = null;
            try {
                replaced = macros.replaced(text, piece);
            } catch (ScriptError e) {
                begin();
                out.error(new Span(out.length(), out.length() + piece.end() - piece.start()), e.reason(), null);
            }
            if (replaced == null) {
                copy(piece.end());
                return;
            }
            begin();
            int width = Math.min(piece.end(), lineEnd) - at;
            out.replace(replaced.replace('\n', ' '), column(at), width);
            pass(piece.end());
        }

        // ---- Directives

        private void directive(Piece piece) {
            String word = word(piece);
            int end = switch (word) {
                case "define", "def", "trydefine", "trydef", "redefine", "redef", "defexp", "defexps" -> continued();
                case "subst", "substdef", "substdefs" -> stringEnd(piece.end());
                default -> lineEnd;
            };
            if (isInclude(word)) {
                include(piece, word);
                return;
            }
            if (!WORDS.contains(word) || !isComplete(piece)) {
                other(piece, word);
                return;
            }
            Span span = comment(piece.end(), end);
            String rest = text.substring(piece.end(), end);
            try {
                obey(word, rest, span);
            } catch (ScriptError e) {
                out.error(span, e.reason(), null);
            }
        }

        /// Whether nothing stands behind a directive in its line.
        private boolean isAlone(Piece piece) {
            int end = piece.end();
            while (end < lineEnd && Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end == lineEnd;
        }

        /// Only these two have nothing behind them, and are no directives with it.
        private boolean isComplete(Piece piece) {
            String word = word(piece);
            return !(word.equals("else") || word.equals("endif")) || isAlone(piece);
        }

        /// What only looks like a directive: a comment, or two signs.
        private void other(Piece piece, String word) {
            boolean comment = text.charAt(piece.start()) == '#';
            if (!comment) {
                copy(piece.start() + 2);
                return;
            }
            begin();
            Span span = new Span(out.length(), out.length() + piece.end() - piece.start());
            if (WORDS.contains(word)) {
                out.warning(
                        span,
                        "this is no `#!" + word + "` but a comment, since something stands behind it in its line",
                        "a remark belongs into a line of its own");
            } else {
                Suggestion.nearest(word, WORDS)
                        .ifPresent(near ->
                                out.warning(span, "this is a comment, no directive", "did you mean `#!" + near + "`?"));
            }
            copy(lineEnd);
        }

        /// Writes a directive as a comment.
        ///
        /// @return where its first line is
        private Span comment(int wordEnd, int end) {
            begin();
            int start = out.length();
            if (text.charAt(at) == '#') {
                out.copy(text.substring(at, wordEnd));
            } else {
                out.replace("#!" + text.substring(at + 2, wordEnd), column(at), wordEnd - at);
            }
            int feed = Math.min(end, lineEnd);
            out.copy(text.substring(wordEnd, feed));
            Span span = new Span(
                    start, start + text.substring(at, feed).stripTrailing().length());
            pass(end);
            return span;
        }

        /// The end of the line, with those that a backslash joins to it.
        private int continued() {
            int end = lineEnd;
            while (end < text.length() && (text.charAt(end - 1) == '\\' || text.startsWith("\\\r", end - 2))) {
                end = Piece.line(text, end + 1);
            }
            return end;
        }

        private int stringEnd(int from) {
            int start = from;
            while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
                start++;
            }
            return start < text.length() && text.charAt(start) == '"'
                    ? Math.max(lineEnd, Piece.line(text, Piece.at(text, start).end()))
                    : lineEnd;
        }

        /// Goes on to the next directive that says whether anything is read.
        private void skip() {
            Matcher found = CONDITIONAL.matcher(text);
            if (!found.find(at)) {
                pass(text.length());
                return;
            }
            pass(found.start());
            String word = found.group(1) != null ? found.group(1) : found.group(2);
            int wordEnd = at + 2 + word.length();
            int end = lineEnd;
            Span span = comment(wordEnd, end);
            String rest = text.substring(wordEnd, end);
            try {
                obey(word, rest, span);
            } catch (ScriptError _) {
                // What nobody reads may be wrong.
            }
        }

        private void include(Piece piece, String word) {
            Matcher name = INCLUDED.matcher(text).region(piece.end(), text.length());
            boolean named = name.lookingAt();
            int end = named ? name.end() : lineEnd;
            begin();
            int start = out.length();
            out.replace("#!" + word, column(at), piece.end() - at);
            out.copy(text.substring(piece.end(), end));
            Span span = new Span(start, out.length());
            pass(end);
            if (!named) {
                out.error(span, "`" + word + "` needs the name of a file in double quotes", null);
                return;
            }
            out.end();
            try {
                String written = "\"" + name.group(1).replaceAll("\\\\(.)", "$1") + "\"";
                String replaced = macros.replaced(written, Piece.at(written, 0));
                String wanted = replaced == null ? written : replaced;
                file(word, wanted.substring(1, wanted.length() - 1), span);
            } catch (ScriptError e) {
                out.error(span, e.reason(), null);
            }
        }

        private void file(String word, String name, Span span) {
            try {
                if (word.equals("import_file") && !java.nio.file.Files.exists(files.find(name, path))) {
                    return;
                }
                SourceFiles.Opened file = files.include(name, path);
                if (file.old()) {
                    out.warning(span, SourceLoader.OLD, null);
                }
                new Text(Source.of(file.name(), file.text(), Dialect.KAMAILIO), file.path()).read();
                files.close();
                if (out.isOpen()) {
                    out.end();
                }
            } catch (IOException | java.nio.file.InvalidPathException e) {
                out.error(span, name + ": " + e.getMessage(), null);
            }
        }
    }

    /// Does what a directive says.
    ///
    /// @param rest what stands behind its word
    private void obey(String word, String rest, Span span) {
        switch (word) {
            case "ifdef", "ifndef", "ifexp" -> {
                // One that cannot be told has an end, too.
                condition(false, span);
                boolean holds = word.equals("ifexp")
                        ? MacroExpression.truth(MacroExpression.value(rest, macros::known))
                        : macros.isDefined(name(word, rest.strip())) == word.equals("ifdef");
                conditions.pop();
                condition(holds, span);
            }
            case "else" -> {
                Condition condition = opened(word);
                condition(!condition.holds(), condition.span());
            }
            case "endif" -> opened(word);
            case "undef", "undefine", "tryundef", "tryundefine" -> undefine(word, rest.strip());
            case "subst" -> macros.substitute(string(word, rest));
            case "substdef", "substdefs" -> substituteAndDefine(word, string(word, rest));
            case "defenv", "defenvs", "trydefenv", "trydefenvs" -> defineFromSystem(word, rest.strip());
            default -> define(word, rest.stripLeading());
        }
    }

    private Condition opened(String word) {
        if (conditions.isEmpty()) {
            throw new ScriptError("`#!" + word + "` without an `#!ifdef` before it");
        }
        return conditions.pop();
    }

    private static String name(String word, String rest) {
        int end = Piece.run(rest, 0);
        boolean digit = end > 0 && Character.isDigit(rest.charAt(0));
        if (end == 0 || digit || (end < rest.length() && rest.charAt(end) == '-')) {
            throw new ScriptError("`#!" + word + "` needs a name of letters, digits and `_`");
        }
        return rest.substring(0, end);
    }

    private void define(String word, String rest) {
        String name = name(word, rest);
        String value = rest.substring(name.length()).replaceAll("\\\\\r?\n", "").stripLeading();
        if (macros.isDefined(name)) {
            if (word.startsWith("try")) {
                return;
            }
            if (!word.startsWith("re")) {
                throw new ScriptError(
                        "`" + name + "` is defined already; `#!redefine` defines it anew, `#!trydef` leaves it");
            }
        }
        boolean computed = word.startsWith("defexp");
        String result = value.stripTrailing();
        if (computed) {
            result = MacroExpression.text(MacroExpression.value(value, macros::known));
            result = word.equals("defexps") ? "\"" + result + "\"" : result;
        }
        macros.define(name, result.isEmpty() ? null : result);
    }

    private void undefine(String word, String rest) {
        String name = name(word, rest);
        if (!macros.isDefined(name) && !word.startsWith("try")) {
            throw new ScriptError("`" + name + "` is not defined");
        }
        macros.undefine(name);
    }

    private static String string(String word, String rest) {
        String written = rest.strip();
        if (written.length() < 2
                || written.charAt(0) != '"'
                || Piece.at(written, 0).end() < 2) {
            throw new ScriptError("`#!" + word + "` needs a substitution in double quotes, as \"/NAME/value/g\"");
        }
        return unescaped(written.substring(1, Piece.at(written, 0).end() - 1));
    }

    /// Of the escapes in strings only those matter here that stand for a quote or a backslash.
    private static String unescaped(String text) {
        return text.replaceAll("\\\\([\"\\\\])", "$1");
    }

    private void substituteAndDefine(String word, String written) {
        macros.substitute(written);
        String separator = Pattern.quote(written.substring(0, 1));
        String[] parts = written.substring(1).split("(?<!\\\\)" + separator, -1);
        String name = parts[0];
        if (macros.isDefined(name)) {
            throw new ScriptError("`" + name + "` is defined already");
        }
        String value = macros.filled(parts.length > 1 ? parts[1] : "");
        macros.define(name, word.equals("substdefs") ? "\"" + value + "\"" : value.isEmpty() ? null : value);
    }

    private void defineFromSystem(String word, String rest) {
        int sign = rest.indexOf('=');
        String name = name(word, rest);
        String variable = sign < 0 ? name : rest.substring(sign + 1).strip();
        @Nullable String value = macros.environment(variable);
        if (value == null) {
            if (word.startsWith("try")) {
                return;
            }
            throw new ScriptError("there is no environment variable `" + variable + "`");
        }
        if (macros.isDefined(name)) {
            throw new ScriptError("`" + name + "` is defined already");
        }
        macros.define(name, word.endsWith("s") ? "\"" + value + "\"" : value);
    }
}
