package io.sidetone.modules.mi_fifo;

import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.JsonRpc;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Commands of operators by a named pipe: JSON-RPC as `:reply_pipe:{...}`.
public final class MiFifoModule implements Module, Startable {

    private static final long USUAL_MODE = 0660;
    private static final Duration CHECKED = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> name;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Long> mode;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> owner;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> group;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> replies;

    @SuppressWarnings("NullAway.Init")
    private Counter done;

    @SuppressWarnings("NullAway.Init")
    private Counter refused;

    private @Nullable Fifo fifo;

    @Override
    public void define(ModuleBuilder module) {
        module.name(
                "mi_fifo", "Takes commands by a named pipe, as JSON-RPC: `:reply_pipe:{\"jsonrpc\": \"2.0\", ...}`.");
        name = module.text("fifo_name", "/tmp/opensips_fifo", "The named pipe; it is made when the server starts.");
        mode = module.permissions("fifo_mode", USUAL_MODE, "Its permissions, as `chmod` has them.");
        owner = any(module, "fifo_user", "Its owner; the user of the server if none is named.");
        group = any(module, "fifo_group", "Its group; that of the server if none is named.");
        replies = module.text("reply_dir", "/tmp/", "The folder of the named pipes that responses go to.");
        module.ignored("pretty_printing", Type.INTEGER, "responses are one line each");
        module.ignored("trace_destination", Type.STRING, "there is no tracing of commands");
        module.ignored("trace_bwlist", Type.STRING, "there is no tracing of commands");
        done = module.counter("requests", "Requests that were done.");
        refused = module.counter("refused", "What has come that is no request.");
    }

    private static ModuleParameter<String> any(ModuleBuilder module, String called, String summary) {
        return module.parameter(called, summary, "", Type.ANY, false, (_, given) -> Values.text(given));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        Fifo made = new Fifo(
                new Fifo.Settings(
                        Path.of(name.value()),
                        (int) (long) mode.value(),
                        owner.value(),
                        group.value(),
                        Path.of(replies.value()),
                        false),
                new JsonRpc(context.commands()),
                done,
                refused);
        made.start();
        fifo = made;
        context.every(CHECKED, made::check);
    }

    @Override
    public void stop() {
        if (fifo != null) {
            fifo.stop();
        }
    }
}
