package io.sidetone.dist.compat;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import io.sidetone.dist.compat.row.Row;
import io.sidetone.dist.compat.row.Rows;
import io.sidetone.dist.compat.row.SemanticsText;
import io.sidetone.dist.compat.row.StockText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `compat`: runs the rows of `docs/dialects/semantics.md`. Confined to the thread of the command.
@Command(
        name = "compat",
        description = "Runs each row of docs/dialects/semantics.md, a configuration and what is sent through it, on"
                + " Kamailio and on our server, and compares what is seen.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all rows are as they should be", "1:some are not", "2:bad usage"})
final class CompatCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--row",
            paramLabel = "ID",
            description = "This row only, or all whose ids begin so; can be given several times.")
    private List<String> chosen = List.of();

    @Option(names = "--list", description = "Lists the rows and runs none.")
    private boolean list;

    @Option(
            names = "--stock",
            description = "Runs the rows of docs/migrating/kamailio-stock.md in their place: the configuration that"
                    + " Debian's package brings, with its switches.")
    private boolean stock;

    @Option(names = "--markdown", description = "Prints the page of the rows and runs none.")
    private boolean markdown;

    @Option(names = "--only", paramLabel = "kamailio|ours", description = "Runs them on one of the two.")
    private @Nullable Side only;

    @Option(
            names = "--record",
            description = "Writes what is seen at Kamailio into the rows, as what has to be seen; into native rows that"
                    + " expect nothing yet, and into those that differ, what is seen here.")
    private boolean record;

    @Option(
            names = "--settle",
            description = "Marks rows that are not yet so here as open, and takes the mark from those that are.")
    private boolean settle;

    @Option(names = "--show", description = "Prints what is different in rows that are open, too.")
    private boolean show;

    /// @param home the folder that the program lives in
    CompatCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws CommandException, IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<Row> rows = chosen();
        if (rows.isEmpty()) {
            throw CommandException.usage("there is no such row: see --list.");
        }
        if (markdown) {
            out.print(stock ? StockText.of(rows) : SemanticsText.of(rows));
            return ExitCode.DONE;
        }
        if (list) {
            rows.forEach(
                    row -> out.printf("%-34s %-8s %s%n", row.id(), row.kind().word(), row.title()));
            return ExitCode.DONE;
        }
        if (only != Side.OURS && !Kamailio.isThere()) {
            throw CommandException.failed("Kamailio is not installed: apt-get install kamailio kamailio-sqlite-modules"
                    + " on Debian, or --only ours.");
        }
        return run(rows, out);
    }

    private List<Row> chosen() throws CommandException {
        try {
            return Rows.in(home.resolve(stock ? Rows.STOCK : Rows.FOLDER)).stream()
                    .filter(row -> chosen.isEmpty() || chosen.stream().anyMatch(row.id()::startsWith))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private int run(List<Row> rows, PrintWriter out) throws IOException, InterruptedException {
        int bad = 0;
        try (Comparison comparison = new Comparison(only, home)) {
            for (Row row : rows) {
                Comparison.Result result = comparison.run(row);
                if (record || settle) {
                    write(row, result);
                }
                String faults = record ? "" : result.faults(row);
                bad += faults.isEmpty() ? 0 : 1;
                out.printf("%-9s %s%n", faults.isEmpty() ? row.kind().word() : "NOT SO", row.id());
                String seen = show ? result.there() + result.here() : faults;
                out.print(seen.indent(4));
                out.flush();
            }
        }
        out.println(rows.size() + " rows, " + bad + " not as they should be");
        return bad == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void write(Row row, Comparison.Result result) throws IOException {
        Row changed = row;
        if (record && result.kamailio() != null) {
            changed = changed.with(Row.EXPECTED, result.kamailio());
        }
        if (record && row.section(Row.EXPECTED).isEmpty() && row.isNative() && result.ours() != null) {
            changed = changed.with(Row.EXPECTED, result.ours());
        }
        if (record && row.kind() == Row.Kind.DIFFERS && result.ours() != null) {
            changed = changed.with(Row.OURS, result.ours());
        }
        if (settle && result.ours() != null) {
            changed = changed.open(!result.here().isEmpty());
        }
        if (!changed.equals(row)) {
            Rows.write(changed);
        }
    }
}
