package io.sidetone.modules;

import io.sidetone.server.module.Module;
import java.util.List;

/// The modules that come with the server.
public final class Bundled {

    private Bundled() {}

    /// A new object of each, for one server.
    public static List<Module> modules() {
        return List.of();
    }
}
