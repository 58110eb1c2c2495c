package io.sidetone.dist.docs;

import io.sidetone.dist.house.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the generated pages: what `./sidetone docs` runs, on a tree whose tests are compiled as well.
public final class DocsMain {

    private DocsMain() {}

    /// Writes them below a root; default: the tree that the working directory is in.
    public static void main(String[] arguments) throws IOException {
        Reactor reactor = arguments.length == 0 ? Reactor.here() : Reactor.at(Path.of(arguments[0]));
        for (GeneratedPage page : Pages.of(reactor)) {
            Path file = reactor.root().resolve(page.path());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Files.readString(file).equals(page.text())) {
                Files.writeString(file, page.text());
                System.out.println("wrote " + page.path());
            }
        }
    }
}
