package io.sidetone.dist.docs;

/// A page in the making. Confined to one thread.
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    /// A line of its own, with an empty one behind it.
    Markdown paragraph(String line) {
        text.append(line).append("\n\n");
        return this;
    }

    /// The end of a list or table.
    Markdown end() {
        text.append('\n');
        return this;
    }

    /// A line, such as one of a list.
    Markdown line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /// The head of a table.
    Markdown head(String... titles) {
        row(titles);
        text.append("|---".repeat(titles.length)).append("|\n");
        return this;
    }

    /// A row of a table.
    Markdown row(String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "" : " ");
        }
        text.append("|\n");
        return this;
    }

    /// Text as a machine reads it; backticks are allowed in it.
    static String code(String code) {
        return code.contains("`") ? "`` " + code + " ``" : "`" + code + "`";
    }

    /// A place that links lead to, however the heading beside it changes.
    static String anchor(String id) {
        return "<a id=\"" + id + "\"></a>";
    }

    /// The page, with one line end at its end.
    String page() {
        return text.toString().strip() + "\n";
    }
}
