package io.sidetone.modules;

import io.sidetone.modules.alias_db.AliasDbModule;
import io.sidetone.modules.auth.AuthModule;
import io.sidetone.modules.auth_db.AuthDbModule;
import io.sidetone.modules.domain.DomainModule;
import io.sidetone.modules.group.GroupModule;
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
        return List.of(
                new AliasDbModule(),
                new AuthModule(),
                new AuthDbModule(),
                new DomainModule(),
                new GroupModule(),
                new RrModule(),
                new SignalingModule(),
                new SlModule(),
                new TmModule());
    }
}
