package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `$msg.branch...`, `$branch`: the branches that a request will have, with what each is given on its way.
/// Thread-safe.
final class BranchVariables {

    /// The most attributes of one branch.
    private static final int ATTRIBUTES = 1_000;

    /// What Kamailio's scripts call the fields of a branch.
    private static final Map<String, String> OTHER_NAMES = Map.of("dst_uri", "duri", "send_socket", "socket");

    private final Sockets sockets;

    BranchVariables(Sockets sockets) {
        this.sockets = sockets;
    }

    void define(ModuleBuilder module) {
        module.variable("msg.branch", "The URI of the branch that was added last; what is written is a new branch.")
                .writes((context, value) -> MessageBranches.add(context, UriEdit.of(value)))
                .reads(context -> UriVariables.text(
                        MessageBranches.uri(context, MessageBranches.at(context, MessageBranches.last(context)))));
        each(module, Field.URI, Type.STRING, "The URI of a branch; without an index of the last one.");
        each(module, Field.DURI, Type.STRING, "Where a branch is sent in place of its URI.");
        each(module, Field.PATH, Type.STRING, "What goes on top of the Route of a branch.");
        each(module, Field.Q, Type.DECIMAL, "How much a branch is preferred, from 0 to 1.");
        each(module, Field.FLAGS, Type.STRING, "The flags of a branch, with blanks between them.");
        each(module, Field.SOCKET, Type.STRING, "The socket that a branch was told to be sent from.");
        keyed(module);
        module.variable("msg.branch.last_idx", "The number of the last branch; 0 if none was added.")
                .type(Type.INTEGER)
                .reads(context -> (long) MessageBranches.last(context));
        module.variable("ru_q", "How much the branch of the Request-URI is preferred, from 0 to 1.")
                .type(Type.DECIMAL)
                .writes((context, value) -> context.main().q(MessageBranches.q(value)))
                .reads(context -> MessageBranches.q(context.main()));
        module.variable("ds", "All branches, as a Contact field would have them.")
                .reads(context -> context.isRequest() ? MessageBranches.destinations(context) : null);
        module.variable("nh", "The next hop: `u` its URI, `U` its user, `d` its host, `p` its port, `P` its transport.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> nextHop(MessageBranches.nextHop(context), Values.text(key)));
        older(module);
    }

    private void each(ModuleBuilder module, Field field, Type type, String description) {
        module.variable("msg.branch." + field.name().toLowerCase(Locale.ROOT), description)
                .several()
                .type(type)
                .is(true, new Branches(sockets, 0, false, (_, _) -> field));
    }

    private void keyed(ModuleBuilder module) {
        module.variable("msg.branch.flag", "Whether a branch has a flag: 1 or 0.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.INTEGER)
                .is(true, new Branches(sockets, 0, false, (_, _) -> Field.FLAG));
        module.variable("msg.branch.attr", "What a script has noted of a branch by a name.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(true, new Branches(sockets, 0, false, (_, _) -> Field.ATTR));
    }

    private void older(ModuleBuilder module) {
        module.variable("br", "The URI of the first branch that was added; what is written is a new branch.")
                .writes((context, value) -> MessageBranches.add(context, UriEdit.of(value)))
                .reads(context -> {
                    TargetDraft draft = MessageBranches.find(context, 1);
                    return draft == null ? null : UriVariables.text(MessageBranches.uri(context, draft));
                });
        module.variable("bR", "The URIs of all branches that were added, with commas between them.")
                .reads(context -> context.more().isEmpty()
                        ? null
                        : String.join(
                                ", ",
                                context.more().stream()
                                        .map(draft -> "<" + MessageBranches.uri(context, draft) + ">")
                                        .toList()));
        module.variable(
                        "branch",
                        "A part of an added branch, counted from 0: `uri`, `duri`, `path`, `q`, `flags`, `socket`, or "
                                + "`count`, how many there are; `q` in thousandths and `flags` as bits of one number in "
                                + "Kamailio's scripts; "
                                + "without a key what is written is a new branch.")
                .key(VariableDefinition.Key.OPTIONAL)
                .several()
                .type(Type.ANY)
                .is(true, new Branches(sockets, 1, true, BranchVariables::named));
        module.variable("branch.flag", "Whether an added branch, counted from 0, has a flag: 1 or 0.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.INTEGER)
                .is(true, new Branches(sockets, 1, false, (_, _) -> Field.FLAG));
    }

    /// The field that a key names; numbers where Kamailio's scripts have numbers.
    static Field named(RoutingContext context, @Nullable Object key) {
        Field field = named(key);
        if (context.dialect() == Dialect.KAMAILIO) {
            return field == Field.Q ? Field.THOUSANDTHS : field == Field.FLAGS ? Field.BITS : field;
        }
        return field;
    }

    private static Field named(@Nullable Object key) {
        String written = key == null ? "uri" : Values.text(key);
        String name = OTHER_NAMES.getOrDefault(written.toLowerCase(Locale.ROOT), written);
        for (Field field :
                List.of(Field.URI, Field.DURI, Field.PATH, Field.Q, Field.FLAGS, Field.SOCKET, Field.COUNT)) {
            if (field.name().equalsIgnoreCase(name)) {
                return field;
            }
        }
        throw new ScriptError("a branch has no field '" + name + "', but uri, duri, path, q, flags and socket");
    }

    private static @Nullable Object nextHop(@Nullable Uri hop, String part) {
        if (hop == null) {
            return null;
        }
        return switch (part) {
            case "u" -> hop.toString();
            case "U" -> UriEdit.user(hop);
            case "d" -> UriEdit.host(hop);
            case "p" -> UriEdit.port(hop);
            case "P" -> UriEdit.transport(hop);
            default -> throw new ScriptError("$nh has u, U, d, p and P, not '" + part + "'");
        };
    }

    /// Which field a key names.
    private interface Naming {
        Field of(RoutingContext context, @Nullable Object key);
    }

    /// What a branch has. FLAG and ATTR are by a name; THOUSANDTHS is Q and BITS is FLAGS, each as a number.
    enum Field {
        URI,
        DURI,
        PATH,
        Q,
        THOUSANDTHS,
        FLAGS,
        BITS,
        SOCKET,
        FLAG,
        ATTR,
        COUNT;

        @Nullable
        Object read(RoutingContext context, TargetDraft draft, @Nullable Object key) {
            return switch (this) {
                case COUNT -> (long) context.more().size();
                case URI -> UriVariables.text(MessageBranches.uri(context, draft));
                case DURI -> UriVariables.text(draft.destination());
                case PATH -> MessageBranches.path(draft);
                case Q -> MessageBranches.q(draft);
                case THOUSANDTHS -> MessageBranches.thousandths(draft);
                case FLAGS -> FlagNames.text(draft.flags());
                case BITS -> FlagNumbers.bits(draft.flags());
                case SOCKET -> draft.socket() == null ? null : SocketNames.of(draft.socket());
                case FLAG -> draft.flags().isSet(Values.text(key)) ? 1L : 0L;
                case ATTR -> draft.attributes().get(attribute(key));
            };
        }

        void write(
                RoutingContext context,
                TargetDraft draft,
                Sockets sockets,
                @Nullable Object key,
                @Nullable Object value) {
            switch (this) {
                case COUNT -> throw new ScriptError("how many branches there are cannot be written");
                case URI -> MessageBranches.uri(context, draft, UriEdit.of(value));
                case DURI -> draft.destination(value == null ? null : UriEdit.sip(value));
                case PATH -> draft.path(MessageBranches.path(value));
                case Q -> draft.q(MessageBranches.q(value));
                case THOUSANDTHS -> draft.q(MessageBranches.thousandths(value));
                case FLAGS -> FlagNames.replace(draft.flags(), value);
                case BITS -> FlagNumbers.write(draft.flags(), value);
                case SOCKET -> draft.sockets(sockets.chosen(context.core(), value));
                case FLAG -> FlagNames.write(draft.flags(), Values.text(key), value);
                case ATTR -> note(draft, attribute(key), value);
            }
        }

        private static String attribute(@Nullable Object key) {
            String name = Values.text(key);
            if (name.startsWith(".")) {
                throw new ScriptError("the name of an attribute does not begin with a dot");
            }
            return name;
        }

        private static void note(TargetDraft draft, String name, @Nullable Object value) {
            if (value == null) {
                draft.attributes().remove(name);
            } else if (draft.attributes().size() >= ATTRIBUTES) {
                throw new ScriptError("a branch has " + ATTRIBUTES + " attributes, which is the limit");
            } else {
                draft.attributes().put(name, value);
            }
        }
    }

    /// One field of all branches from a number on.
    ///
    /// @param from 0 for all, 1 for those that were added
    /// @param first whether the first one is meant where no index is; else the last one
    private record Branches(Sockets sockets, int from, boolean first, Naming field) implements Variable {

        private long usual(RoutingContext context) {
            return first ? from : MessageBranches.last(context);
        }

        private long number(RoutingContext context, long index) {
            return index < 0 ? MessageBranches.last(context) + 1 + index : index + from;
        }

        private @Nullable Object read(RoutingContext context, @Nullable Object key, long number) {
            TargetDraft draft = number < from ? null : MessageBranches.find(context, number);
            if (draft == null && field.of(context, key) == Field.COUNT) {
                return 0L;
            }
            return draft == null ? null : field.of(context, key).read(context, draft, key);
        }

        private void write(RoutingContext context, @Nullable Object key, long number, @Nullable Object value) {
            if (number < from) {
                throw new ScriptError("there is no such branch");
            }
            field.of(context, key).write(context, MessageBranches.at(context, number), sockets, key, value);
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            return read(context, key, usual(context));
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key, long index) {
            RoutingContext context = RoutingContext.of(run);
            return read(context, key, number(context, index));
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            List<@Nullable Object> all = new ArrayList<>();
            for (int number = from; number <= MessageBranches.last(context); number++) {
                all.add(read(context, key, number));
            }
            return all;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            if (first && key == null) {
                TargetDraft _ = MessageBranches.add(context, UriEdit.of(value));
            } else {
                write(context, key, usual(context), value);
            }
        }

        @Override
        public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            write(context, key, number(context, index), value);
        }
    }
}
