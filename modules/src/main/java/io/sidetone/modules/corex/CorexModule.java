package io.sidetone.modules.corex;

import io.sidetone.script.define.VariableDefinition.Key;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Flags;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Module `corex`. Adding branches, sending and aliases of connections are always there, without it. Thread-safe.
public final class CorexModule implements Module {

    /// What stands in front of the numbers of further flags.
    private static final String FURTHER = "X";

    /// What stands in front of the numbers of flags of the message alone.
    private static final String INTERNAL = "I";

    /// Not yet started.
    public CorexModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("corex", "Sockets and flags for scripts that need more than the core has.");
        module.ignored("alias_subdomains", Type.STRING, "write alias = \"example.org accept_subdomain\"");
        module.ignored("dns_file", Type.STRING, "the system says by what names are found, in /etc/hosts");
        module.ignored("dns_cache", Type.STRING, "the system says by what names are found, in /etc/hosts");
        module.ignored("evcb_reply_out", Type.STRING, "replies are sent without being shown to scripts once more");
        for (String name : List.of("nio_intercept", "network_io_intercept")) {
            module.ignored(name, Type.INTEGER, "messages are shown to scripts once they were read");
        }
        module.ignored("nio_min_msg_len", Type.INTEGER, "the parser tells what is no message");
        module.ignored("min_msg_len", Type.INTEGER, "the parser tells what is no message");
        module.ignored("nio_msg_avp", Type.STRING, "messages are shown to scripts once they were read");
        module.ignored("msg_avp", Type.STRING, "messages are shown to scripts once they were read");
        sockets(module);
        flags(module);
        module.function("is_incoming", "Whether the message has come from outside.")
                .returns(1, "it has")
                .returns(-1, "it is our own")
                .example("if (is_incoming()) xlog(\"from $si\");")
                .does(context -> context.flow() == null ? -1 : 1);
        module.function("is_faked_msg", "Whether the message is none that has come, as in blocks for events.")
                .returns(1, "it is none")
                .returns(-1, "it has come")
                .example("if (is_faked_msg()) xlog(\"nobody has sent this\");")
                .does(context -> context.flow() == null ? 1 : -1);
    }

    private static void sockets(ModuleBuilder module) {
        module.function("set_send_socket", "Sends the request from one of our sockets.")
                .with(Argument.text("socket", "As `udp:192.0.2.1:5060`."))
                .returns(1, "set")
                .returns(-1, "there is no such socket")
                .example("set_send_socket(\"udp:192.0.2.1:5060\");")
                .does((context, name) -> choose(context, SocketNames.find(name, open(context))));
        module.function("set_send_socket_name", "Sends the request from the socket of ours that has a name.")
                .with(Argument.text("name", "The name, by `listen = ... name \"...\"`."))
                .returns(1, "set")
                .returns(-1, "there is no such socket")
                .example("set_send_socket_name(\"inside\");")
                .does((context, name) -> choose(context, named(context, name)));
        module.function("is_socket_name", "Whether a socket of ours has this name.")
                .with(Argument.text("name", "The name."))
                .returns(1, "one has")
                .returns(-1, "none has")
                .example("if (is_socket_name(\"inside\")) xlog(\"there is one\");")
                .does((context, name) -> named(context, name) == null ? -1 : 1);
        module.variable("lsock", "A part of a socket of ours, as `s=udp:192.0.2.1:5060,f=n`: its name.")
                .key(Key.NEEDED)
                .readsWithKey((context, key) -> socket(context, Values.text(key)));
    }

    private static List<Listener> open(RoutingContext context) {
        return context.core().layer().transport().listeners();
    }

    private static @Nullable Listener named(RoutingContext context, String name) {
        return context.core().layer().transport().listeners(name).stream()
                .findFirst()
                .orElse(null);
    }

    private static int choose(RoutingContext context, @Nullable Listener socket) {
        if (socket == null) {
            return -1;
        }
        context.main().socket(socket);
        return 1;
    }

    private static @Nullable String socket(RoutingContext context, String key) {
        Listener found = null;
        String wanted = "";
        for (String part : key.split(",", -1)) {
            String value = part.substring(part.indexOf('=') + 1).strip();
            switch (part.strip().substring(0, Math.min(2, part.strip().length()))) {
                case "s=", "l=" -> found = SocketNames.find(value, open(context));
                case "n=" -> found = named(context, value);
                case "f=" -> wanted = value.toLowerCase(Locale.ROOT);
                default -> throw new ScriptError("$lsock takes s=SOCKET or n=NAME, and f=n, f=l or f=a");
            }
        }
        if (found == null) {
            return null;
        }
        return switch (wanted) {
            case "n" -> found.settings().tags().stream().findFirst().orElse(null);
            case "a" -> found.sentBy() == null ? Flow.text(found.local()) : String.valueOf(found.sentBy());
            default -> SocketNames.of(found);
        };
    }

    private static void flags(ModuleBuilder module) {
        flag(module, "setxflag", "Sets one of the further flags of the message.", FURTHER, 1);
        flag(module, "resetxflag", "Takes one of the further flags of the message away.", FURTHER, 0);
        flag(module, "isxflagset", "Whether one of the further flags of the message is set.", FURTHER, -1);
        flag(module, "msg_iflag_set", "Sets a flag by its name.", INTERNAL, 1);
        flag(module, "msg_iflag_reset", "Takes a flag away by its name.", INTERNAL, 0);
        flag(module, "msg_iflag_is_set", "Whether a flag is set, by its name.", INTERNAL, -1);
        module.variable("xflag", "Whether one of the further flags of the message is set: 1 or 0.")
                .key(Key.NEEDED)
                .type(Type.INTEGER)
                .is(true, new FurtherFlag());
    }

    /// @param sets 1 to set it, 0 to take it away, -1 to ask
    private static void flag(ModuleBuilder module, String name, String description, String before, int sets) {
        FunctionBuilder.With1<String> function = module.function(name, description)
                .with(Argument.text("flag", "Its number, or its name."))
                .returns(1, sets < 0 ? "it is" : "done")
                .example(name + "(\"5\");");
        (sets < 0 ? function.returns(-1, "it is not") : function).does((context, flag) -> {
            Flags flags = context.transaction().flags();
            if (sets < 0) {
                return flags.isSet(before + flag) ? 1 : -1;
            }
            if (sets == 1) {
                flags.set(before + flag);
            } else {
                flags.reset(before + flag);
            }
            return 1;
        });
    }

    private static final class FurtherFlag implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return RoutingContext.of(run).transaction().flags().isSet(FURTHER + Values.text(key)) ? 1L : 0L;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            Flags flags = RoutingContext.of(run).transaction().flags();
            if (value == null || Long.valueOf(0).equals(Values.integer(value))) {
                flags.reset(FURTHER + Values.text(key));
            } else {
                flags.set(FURTHER + Values.text(key));
            }
        }
    }
}
