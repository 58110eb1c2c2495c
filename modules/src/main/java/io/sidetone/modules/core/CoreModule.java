package io.sidetone.modules.core;

import io.sidetone.script.CoreDefinitions;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.transform.SipTransformations;
import java.time.Duration;
import java.util.Map;

/// What is there without any `loadmodule`. Thread-safe.
public final class CoreModule implements Module, Startable {

    /// How often is forgotten what is over.
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final CoreParameters parameters = new CoreParameters();
    private final ServerVariables server;
    private final CacheFunctions caches = new CacheFunctions();
    private final BlacklistFunctions blacklists = new BlacklistFunctions();
    private final LogFunctions log = new LogFunctions(parameters);
    private final CoreCommands commands = new CoreCommands(parameters);

    /// One for a server without options on its command line.
    public CoreModule() {
        this(Map.of());
    }

    /// @param options what was given on the command line by `-A name=value`, for `$argv`
    public CoreModule(Map<String, String> options) {
        server = new ServerVariables(parameters, options);
    }

    @Override
    public void define(ModuleBuilder module) {
        module.name("", "What is there without `loadmodule`: variables of messages, branches, flags, the server.");
        module.parameters(parameters.all());
        module.provides(CoreParameters.class, () -> parameters);
        module.transformations(CoreDefinitions.module().transformations());
        module.transformations(SipTransformations.all());
        Sockets sockets = new Sockets(parameters);
        UriVariables.define(module);
        PartyVariables.define(module);
        new MessageVariables().define(module);
        HeaderVariables.define(module);
        BodyVariables.define(module);
        SdpVariables.define(module);
        AvpVariables.define(module);
        FlagVariables.define(module);
        new BranchVariables(sockets).define(module);
        new SavedBranches(sockets).define(module);
        new SocketVariables(sockets).define(module);
        server.define(module);
        new ReceivedVariables(sockets).define(module);
        PartVariables.define(module);
        new ConstantVariables(parameters).define(module);
        FlagNumbers.define(module);
        log.define(module);
        UriFunctions.define(module);
        BranchFunctions.define(module);
        new ViaFunctions(sockets).define(module);
        SendFunctions.define(module);
        caches.define(module);
        blacklists.define(module);
        CommonFunctions.define(module);
        KamailioFunctions.define(module);
        commands.define(module);
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        log.start(context);
        server.start(context.clock());
        commands.start(context);
        blacklists.start(context);
        context.every(SWEEP, () -> caches.sweep(context.clock().nanoTime()));
    }
}
