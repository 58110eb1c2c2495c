package io.sidetone.bench.base;

/// A table in Markdown that grows by rows. Confined to the thread that uses it.
public final class Table {

    private final StringBuilder text = new StringBuilder();

    public Table(String... heads) {
        row(heads);
        text.append("|---".repeat(heads.length)).append("|\n");
    }

    public void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
