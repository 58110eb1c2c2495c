package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;

import io.sidetone.modules.messages.AvpStack;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Output;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Avps;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.proxy.Branch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The branches that a transaction has sent: `$tm.branch.uri` and its like, `$bavp`. Thread-safe: keeps nothing.
final class SentBranches {

    private static final int THOUSANDTHS = 3;

    /// The most values of one name and branch, and the most attributes.
    private static final int MOST = 1_000;

    private SentBranches() {}

    static void define(ModuleBuilder module) {
        each(module, "uri", Type.STRING, "The Request-URI of a branch", (_, draft) -> text(draft.uri()));
        each(
                module,
                "duri",
                Type.STRING,
                "Where a branch was sent to in place of its Request-URI",
                (_, draft) -> text(draft.destination()));
        each(
                module,
                "path",
                Type.STRING,
                "What stands on top of the Route of a branch",
                (_, draft) -> draft.path().isEmpty()
                        ? null
                        : String.join(
                                ", ",
                                draft.path().stream().map(NameAddress::text).toList()));
        each(
                module,
                "q",
                Type.DECIMAL,
                "How much a branch was preferred, from 0 to 1",
                (_, draft) -> BigDecimal.valueOf(draft.q(), THOUSANDTHS).stripTrailingZeros());
        each(
                module,
                "flags",
                Type.STRING,
                "The flags of a branch, with blanks between them",
                (_, draft) -> String.join(" ", draft.flags().names()));
        each(
                module,
                "socket",
                Type.STRING,
                "The socket that a branch was told to be sent from",
                (_, draft) -> draft.socket() == null ? null : SocketNames.of(draft.socket()));
        each(module, "type", Type.STRING, "`sip` for all branches", (_, _) -> "sip");
        module.variable("tm.branch.last_received", "The last status code that has come for a branch; null for none.")
                .several()
                .type(Type.INTEGER)
                .is(false, new Field((context, at) -> {
                    int code = Heard.of(context.transaction()).code(at);
                    return code == 0 ? null : (Object) (long) code;
                }));
        keyed(module, "flag", Type.INTEGER, "Whether a branch has a flag: 1 or 0.");
        keyed(module, "attr", Type.ANY, "What was noted of a branch by a name.");
        module.variable("bavp", "A value of the branch that this is about, like `$avp`.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(true, new AvpStack("bavp", MOST, SentBranches::avps));
        searching(module);
    }

    private static void each(
            ModuleBuilder module,
            String name,
            Type type,
            String description,
            BiFunction<RoutingContext, TargetDraft, @Nullable Object> field) {
        module.variable("tm.branch." + name, description + "; by its number, or of the one that this is about.")
                .several()
                .type(type)
                .is(false, new Field((context, at) -> {
                    TargetDraft draft = context.transaction().draft(at);
                    return draft == null ? null : field.apply(context, draft);
                }));
    }

    private static void keyed(ModuleBuilder module, String name, Type type, String description) {
        module.variable("tm.branch." + name, description)
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(type)
                .is(true, new Keyed(name.equals("flag")));
    }

    private static void searching(ModuleBuilder module) {
        module.function("t_get_branch_idx_by_attr", "Looks for a branch of which something was noted.")
                .with(Argument.text("attribute", "The name that it was noted by."))
                .with(Argument.text("text", "What was noted; anything if left out.")
                        .optional())
                .with(Argument.integer("number", "The same as a number.").optional())
                .with(Argument.output("found", "Takes the number of the branch.")
                        .optional())
                .with(Argument.integer("from", "The first branch that is looked at.")
                        .optional())
                .in(BRANCH_ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE)
                .returns(1, "found")
                .returns(-1, "there is none")
                .example("if (t_get_branch_idx_by_attr(\"name\", \"pstn\", , $var(i))) xlog(\"it is $var(i)\");")
                .does(SentBranches::find);
    }

    private static int find(
            RoutingContext context,
            String attribute,
            @Nullable String text,
            @Nullable Long number,
            @Nullable Output found,
            @Nullable Long from) {
        RoutedTransaction transaction = context.transaction();
        Object wanted = text != null ? text : number;
        for (int i = from == null ? 0 : Math.clamp(from, 0, MOST); i < transaction.branchCount(); i++) {
            TargetDraft draft = transaction.draft(i);
            Object noted = draft == null ? null : draft.attributes().get(attribute);
            if (noted != null && (wanted == null || wanted.equals(noted))) {
                if (found != null) {
                    found.set((long) i);
                }
                return 1;
            }
        }
        return -1;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /// The number of the branch that a block is about; -1 for none.
    private static int current(RoutingContext context) {
        Branch branch = TmVariables.branch(context);
        return branch == null ? -1 : branch.index();
    }

    private static int number(RoutingContext context, long index) {
        long at = index < 0 ? context.transaction().branchCount() + index : index;
        return Math.clamp(at, -1, Integer.MAX_VALUE);
    }

    /// The values of the branch that a block is about; none where it is about no branch.
    private static Avps avps(Run run) {
        RoutingContext context = RoutingContext.of(run);
        TargetDraft draft = context.transaction().draft(current(context));
        return draft == null ? new Avps() : draft.avps();
    }

    private interface Reader {
        @Nullable
        Object read(RoutingContext context, int branch);
    }

    /// What can only be read.
    private record Field(Reader reader) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            return reader.read(context, current(context));
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key, long index) {
            RoutingContext context = RoutingContext.of(run);
            return reader.read(context, number(context, index));
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            List<@Nullable Object> all = new ArrayList<>();
            for (int i = 0; i < context.transaction().branchCount(); i++) {
                all.add(reader.read(context, i));
            }
            return all;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            throw new ScriptError("the variable cannot be written");
        }
    }

    /// What is by a name: a flag or an attribute.
    private record Keyed(boolean flag) implements Variable {

        private @Nullable Object read(RoutingContext context, int branch, @Nullable Object key) {
            TargetDraft draft = context.transaction().draft(branch);
            String name = Values.text(key);
            if (draft == null) {
                return null;
            }
            if (flag) {
                return draft.flags().isSet(name) ? 1L : 0L;
            }
            return draft.attributes().get(name);
        }

        private void write(RoutingContext context, int branch, @Nullable Object key, @Nullable Object value) {
            TargetDraft draft = context.transaction().draft(branch);
            String name = Values.text(key);
            if (draft == null) {
                throw new ScriptError("there is no such branch");
            }
            if (!flag) {
                note(draft, name, value);
            } else if (value == null || Objects.equals(value, 0L)) {
                draft.flags().reset(name);
            } else {
                draft.flags().set(name);
            }
        }

        private static void note(TargetDraft draft, String name, @Nullable Object value) {
            if (value == null) {
                draft.attributes().remove(name);
            } else if (draft.attributes().size() < MOST) {
                draft.attributes().put(name, value);
            } else {
                throw new ScriptError("a branch has " + MOST + " attributes, which is the limit");
            }
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            return read(context, current(context), key);
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key, long index) {
            RoutingContext context = RoutingContext.of(run);
            return read(context, number(context, index), key);
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            List<@Nullable Object> all = new ArrayList<>();
            for (int i = 0; i < context.transaction().branchCount(); i++) {
                all.add(read(context, i, key));
            }
            return all;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            write(context, current(context), key, value);
        }

        @Override
        public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            write(context, number(context, index), key, value);
        }
    }
}
