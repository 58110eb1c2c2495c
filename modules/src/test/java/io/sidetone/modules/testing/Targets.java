package io.sidetone.modules.testing;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Functions by which tests say where requests go, and see how far scripts come: `to(uri)`, `also(uri)`,
/// `say(text)`, `pause()`.
public final class Targets implements Module {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private @Nullable TransactionWatcher watcher;
    private final CountDownLatch resumed = new CountDownLatch(1);

    @Override
    public void define(ModuleBuilder module) {
        module.name("", "For tests.");
        module.function("to", "Sets the Request-URI.")
                .with(Argument.text("uri", "It."))
                .does((context, uri) -> {
                    context.uri(parse(uri));
                    return 1;
                });
        module.function("also", "Adds a target.")
                .with(Argument.text("uri", "Its URI."))
                .does((context, uri) -> {
                    context.more().add(new TargetDraft(parse(uri)));
                    return 1;
                });
        module.function("say", "Notes a text.")
                .with(Argument.text("text", "It."))
                .does((_, text) -> {
                    said.add(text);
                    return 1;
                });
        module.function("method", "Whether the request has a method.")
                .with(Argument.text("name", "It."))
                .does((context, name) -> context.request().method().name().equals(name) ? 1 : -1);
        module.function("in_dialog", "Whether the request has a To tag.").does(context -> {
            var to = context.request().to();
            return to != null && to.tag() != null ? 1 : -1;
        });
        module.function("watched", "Lets the watcher of the test see the transaction.")
                .does(context -> {
                    context.transaction().watch(Objects.requireNonNull(watcher));
                    return 1;
                });
        module.function("pause", "Waits until the test goes on.").waits().does(this::pause);
    }

    /// Whom `watched()` tells how transactions go on.
    public void watching(TransactionWatcher other) {
        watcher = other;
    }

    private int pause(RoutingContext context) {
        return context.await(() -> {
            resumed.await();
            return _ -> 1;
        });
    }

    /// Lets what pauses go on.
    public void resume() {
        resumed.countDown();
    }

    /// What scripts have said.
    public List<String> said() {
        return said;
    }

    private static Uri parse(String uri) {
        try {
            return Uri.parse(uri);
        } catch (SyntaxException e) {
            throw new ScriptError(e.getMessage());
        }
    }
}
