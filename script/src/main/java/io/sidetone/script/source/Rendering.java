package io.sidetone.script.source;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows people what is wrong with a script. Thread-safe: only functions.
///
/// ```text
/// proxy.cfg:12:9: error: expected `;`, found `}`
///     exit }
///          ^
/// help: ...
/// 1 error, 0 warnings
/// ```
public final class Rendering {

    /// How much of a line is shown.
    private static final int WIDEST = 160;

    /// What stands between a name and the last `@` of a URL. It is looked for from the slashes on: looking back to
    /// them from each character takes minutes for a long line.
    private static final Pattern PASSWORD = Pattern.compile("(://[^:/@\\s\"']{0,100}:)([^\\s\"']{1,200})(?=@)");

    private Rendering() {}

    /// All that was kept, in the order of the text, and behind it how much there is; nothing if nothing is wrong.
    /// Each line ends with a line feed.
    public static String of(Source source, Diagnostics diagnostics) {
        List<Diagnostic> found = diagnostics.list();
        if (found.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        found.forEach(diagnostic -> out.append(of(source, diagnostic)));
        if (diagnostics.left() > 0) {
            out.append("and ").append(diagnostics.left()).append(" more\n");
        }
        int warnings = found.size() + diagnostics.left() - diagnostics.errors();
        return out.append(count(diagnostics.errors(), "error"))
                .append(", ")
                .append(count(warnings, "warning"))
                .append('\n')
                .toString();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /// One of them.
    public static String of(Source source, Diagnostic diagnostic) {
        Place place = source.place(diagnostic.span());
        String severity = diagnostic.severity() == Severity.ERROR ? "error" : "warning";
        StringBuilder out = new StringBuilder();
        out.append(place).append(": ").append(severity).append(": ").append(oneLine(diagnostic.message()));
        out.append('\n').append(lines(source, diagnostic.span(), place.column() - 1));
        if (diagnostic.help() != null) {
            out.append("help: ").append(oneLine(diagnostic.help())).append('\n');
        }
        return out.toString();
    }

    /// The line, and a line with a caret under each character that is meant. Tabs stay tabs in both.
    private static String lines(Source source, Span span, int column) {
        String line = withoutPasswords(source.lineOf(span));
        int from = column > WIDEST - 40 ? column - 40 : 0;
        int to = Math.min(line.length(), from + WIDEST);
        int start = Math.min(column, to);
        int carets = Math.max(1, Math.min(source.width(span), to - start));
        StringBuilder out = new StringBuilder(from > 0 ? "..." : "");
        out.append(oneLine(line.substring(Math.min(from, to), to))).append(to < line.length() ? "..." : "");
        out.append('\n').append(from > 0 ? "   " : "");
        for (int i = from; i < start; i++) {
            out.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return out.append("^".repeat(carets)).append('\n').toString();
    }

    /// With stars for the password in a URL, as many as it has characters.
    private static String withoutPasswords(String line) {
        Matcher password = PASSWORD.matcher(line);
        return password.replaceAll(found -> Matcher.quoteReplacement(found.group(1))
                + "*".repeat(found.group(2).length()));
    }

    /// Without characters that a terminal obeys.
    private static String oneLine(String text) {
        return text.chars().noneMatch(c -> c != '\t' && Character.isISOControl(c))
                ? text
                : text.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
    }
}
