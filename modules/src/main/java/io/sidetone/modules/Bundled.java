package io.sidetone.modules;

import io.sidetone.modules.acc.AccModule;
import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.module.Module;
import java.util.List;

/// The modules that come with the server.
public final class Bundled {

    private Bundled() {}

    /// A new object of each, for one server.
    public static List<Module> modules() {
        return List.of(new AccModule(), new RrModule(), new SignalingModule(), new SlModule(), new TmModule());
    }
}
