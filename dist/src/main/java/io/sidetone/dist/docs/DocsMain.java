package io.sidetone.dist.docs;

import io.sidetone.dist.house.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the generated pages and deletes those that nothing generates any more: what `./sidetone docs` runs, on a tree
/// whose tests are compiled as well.
public final class DocsMain {

    private DocsMain() {}

    /// Writes them below a root; default: the tree that the working directory is in.
    public static void main(String[] arguments) throws IOException {
        Reactor reactor = arguments.length == 0 ? Reactor.here() : Reactor.at(Path.of(arguments[0]));
        List<GeneratedPage> pages = Pages.of(reactor);
        for (GeneratedPage page : pages) {
            Path file = reactor.root().resolve(page.path());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Files.readString(file).equals(page.text())) {
                Files.writeString(file, page.text());
                System.out.println("wrote " + page.path());
            }
        }
        for (Path stale : StalePages.in(reactor, pages)) {
            Files.delete(stale);
            System.out.println("deleted " + reactor.root().relativize(stale));
        }
    }
}
