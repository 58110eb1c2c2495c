package io.sidetone.modules.testing;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs some lines of script for one message, and says what they have said by `say(value)`: each value as text,
/// and `! reason` for each statement that could not be done. Confined to the thread of the test.
public final class Script implements AutoCloseable {

    private final List<String> said = new ArrayList<>();
    private final ScriptTest test;
    private final ScriptedPeer peer;

    private Script(String script, Module... more) {
        List<Module> modules = new ArrayList<>(List.of(new CoreModule(), new Saying()));
        modules.addAll(Arrays.asList(more));
        String errors = script.contains("error_route") || script.startsWith("#!KAMAILIO")
                ? ""
                : "\nerror_route { say($\"! $err.info\"); }";
        test = ScriptTest.of(script + errors, modules.toArray(Module[]::new));
        peer = test.peer();
    }

    /// A server with a whole script.
    public static Script whole(String script, Module... more) {
        return new Script(script, more);
    }

    /// What lines say of a request.
    ///
    /// @param fields as [ScriptTest#request] takes them
    public static List<String> of(String lines, String... fields) {
        try (Script script = new Script("route { " + lines + " }")) {
            script.send("INVITE", fields);
            return script.said();
        }
    }

    /// What lines in Kamailio's dialect say of a request.
    ///
    /// @param settings lines in front of the route block
    public static List<String> ofKamailio(String settings, String lines, List<String> fields, Module... more) {
        try (Script script = new Script("#!KAMAILIO\n" + settings + "\nroute {\n" + lines + "\n}\n", more)) {
            script.send("INVITE", fields.toArray(String[]::new));
            return script.said();
        }
    }

    /// What lines say of a response.
    public static List<String> ofReply(String lines, String response) {
        try (Script script = new Script("onreply_route { " + lines + " }")) {
            script.peer.send(response, script.test.address());
            script.settle();
            return script.said();
        }
    }

    public void send(String method, String... fields) {
        peer.send(test.request(peer, method, fields), test.address());
        settle();
    }

    public void settle() {
        test.pass(Duration.ofMillis(100));
    }

    public ScriptTest test() {
        return test;
    }

    public ScriptedPeer peer() {
        return peer;
    }

    public List<String> said() {
        return said;
    }

    @Override
    public void close() {
        test.close();
    }

    private final class Saying implements Module {

        @Override
        public void define(ModuleBuilder module) {
            module.name("", "Says something to a test.");
            module.function("say", "Says a value.")
                    .with(Argument.value("value", "What is said."))
                    .does((_, value) -> {
                        said.add(Values.text(value).replaceFirst("^! test\\.cfg:\\d+:\\d+: ", "! "));
                        return 1;
                    });
        }
    }
}
