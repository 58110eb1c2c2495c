package io.sidetone.dist.docs;

import io.sidetone.dist.compat.row.DifferencesText;
import io.sidetone.dist.compat.row.Row;
import io.sidetone.dist.compat.row.Rows;
import io.sidetone.dist.compat.row.SemanticsText;
import io.sidetone.dist.compat.row.StockText;
import io.sidetone.dist.house.Reactor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The list of all generated pages. A new page is one more line here. Thread-safe: only functions.
public final class Pages {

    private static final List<Function<Reactor, GeneratedPage>> GENERATORS = List.of(
            RfcPage::of,
            HeadersPage::of,
            TorturePage::of,
            _ -> TransformationsPage.of(),
            Pages::semantics,
            Pages::differences,
            Pages::stock);

    private Pages() {}

    private static GeneratedPage semantics(Reactor reactor) {
        return new GeneratedPage("docs/dialects/semantics.md", SemanticsText.of(Rows.of(reactor.root())));
    }

    private static GeneratedPage differences(Reactor reactor) {
        String path = "dist/src/main/resources/io/sidetone/dist/migrate/kamailio.differences";
        return new GeneratedPage(path, DifferencesText.of(Rows.of(reactor.root())));
    }

    private static GeneratedPage stock(Reactor reactor) {
        List<Row> rows = Rows.in(reactor.root().resolve(Rows.STOCK));
        return new GeneratedPage("docs/migrating/kamailio-stock.md", StockText.of(rows));
    }

    /// Makes every page.
    public static List<GeneratedPage> of(Reactor reactor) {
        return Stream.concat(GENERATORS.stream().map(generator -> generator.apply(reactor)), ModulePages.all().stream())
                .toList();
    }
}
