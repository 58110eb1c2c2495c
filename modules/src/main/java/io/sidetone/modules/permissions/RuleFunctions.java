package io.sidetone.modules.permissions;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.OtherUri;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import io.sidetone.sip.uri.Uri;
import io.sidetone.sip.uri.UrnUri;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Rules in pairs of files: what the one allows, what the other denies. A pair is read when it is first needed,
/// and kept until the operator reloads. Thread-safe.
final class RuleFunctions {

    private static final System.Logger LOG = System.getLogger(RuleFunctions.class.getName());

    private record Pair(RuleFile allow, RuleFile deny) {

        /// Whether a request from one address to others may go on: each of them is allowed, or not denied.
        boolean allows(String from, List<String> targets) {
            return targets.stream().allMatch(target -> allow.matches(from, target) || !deny.matches(from, target));
        }
    }

    /// What is asked of a pair.
    private record Question(String from, List<String> targets) {}

    private final Map<String, Pair> pairs = new ConcurrentHashMap<>();
    private final ModuleParameter<String> allowFile;
    private final ModuleParameter<String> denyFile;
    private final ModuleParameter<String> allowSuffix;
    private final ModuleParameter<String> denySuffix;
    private final ModuleParameter<Boolean> branches;
    private volatile Path folder = Path.of("");

    RuleFunctions(ModuleBuilder module) {
        allowFile = module.text("default_allow_file", "permissions.allow", "The rules of allow_routing that allow.");
        denyFile = module.text("default_deny_file", "permissions.deny", "The rules of allow_routing that deny.");
        allowSuffix = module.text("allow_suffix", ".allow", "What a name of rules gets for the file that allows.");
        denySuffix = module.text("deny_suffix", ".deny", "What a name of rules gets for the file that denies.");
        branches = module.flag("check_all_branches", true, "allow_routing looks at all targets, not only at the first.")
                .changeable();
        define(module);
    }

    /// Says where files are that are named without a folder.
    void in(Path place) {
        folder = place;
    }

    /// Forgets what was read.
    void clear() {
        pairs.clear();
    }

    private void define(ModuleBuilder module) {
        module.function("allow_routing", "Whether rules let the request go from its From to its targets.")
                .with(Argument.literal("basename", "The name of the rules; left out for the usual ones.")
                        .optional())
                .in(RouteKind.ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.LOCAL_ROUTE)
                .waits()
                .returns(1, "they do, or say nothing")
                .returns(-1, "they do not, the files cannot be read, or there is no From")
                .example("if (!allow_routing()) { exit; }")
                .does((context, name) -> ask(context, name, routing(context)));
        module.function("allow_register", "Whether rules let the contacts of a REGISTER be bound.")
                .with(Argument.literal("basename", "The name of the rules."))
                .in(RouteKind.ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.LOCAL_ROUTE)
                .waits()
                .returns(1, "they do, or say nothing")
                .returns(-1, "they do not, the files cannot be read, or there is no To")
                .example("if (!allow_register(\"register\")) { exit; }")
                .does((context, name) -> ask(context, name, registering(context)));
        module.function("allow_uri", "Whether rules let a request go from its From to a URI.")
                .with(Argument.literal("basename", "The name of the rules."))
                .with(Argument.text("uri", "The URI."))
                .waits()
                .returns(1, "they do, or say nothing")
                .returns(-1, "they do not, the files cannot be read, there is no From, or that is no URI")
                .example("if (!allow_uri(\"basename\", $rt)) { exit; }")
                .does((context, name, uri) -> {
                    NameAddress from = context.message().from();
                    Uri target = read(uri);
                    boolean askable = from != null && target != null;
                    return ask(context, name, askable ? new Question(text(from), List.of(plain(target))) : null);
                });
        module.command(new Command(
                "permissions:allow_uri",
                List.of("allow_uri"),
                List.of(
                        new Command.Parameter("basename", false, "The name of the rules."),
                        new Command.Parameter("uri", false, "From where."),
                        new Command.Parameter("contact", false, "To where.")),
                "Whether rules let a request go from one URI to another.",
                this::test));
    }

    private static String text(NameAddress address) {
        return address.uri().text();
    }

    /// A target as rules see it: `sip:user@host`, so that no port, parameter or escape gets past a rule.
    private static String plain(Uri uri) {
        return switch (uri) {
            case SipUri sip -> SipUri.of(sip.user(), sip.host().canonical(), -1).text();
            case TelUri number -> "sip:" + number.digits() + "@";
            case UrnUri _, OtherUri _ -> uri.text();
        };
    }

    private @Nullable Question routing(RoutingContext context) {
        NameAddress from = context.message().from();
        if (from == null) {
            return null;
        }
        List<String> targets = new ArrayList<>(List.of(plain(context.request().uri())));
        if (branches.value()) {
            for (TargetDraft draft : context.more()) {
                if (draft.uri() != null) {
                    targets.add(plain(draft.uri()));
                }
            }
        }
        return new Question(text(from), targets);
    }

    private static @Nullable Question registering(RoutingContext context) {
        NameAddress to = context.message().to();
        if (to == null) {
            return null;
        }
        List<String> targets = new ArrayList<>();
        for (Contact contact : context.message().all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address != null) {
                targets.add(plain(address.uri()));
            }
        }
        return new Question(text(to), targets);
    }

    private int ask(RoutingContext context, @Nullable String name, @Nullable Question question) {
        if (question == null) {
            return -1;
        }
        if (question.targets().isEmpty()) {
            return 1;
        }
        Pair known = pairs.get(name == null ? "" : name);
        if (known != null) {
            return known.allows(question.from(), question.targets()) ? 1 : -1;
        }
        return context.await(() -> {
            int code = pair(name).allows(question.from(), question.targets()) ? 1 : -1;
            return _ -> code;
        });
    }

    private Pair pair(@Nullable String name) throws IOException {
        Pair known = pairs.get(name == null ? "" : name);
        if (known != null) {
            return known;
        }
        Pair read = new Pair(
                file(name == null ? allowFile.value() : name + allowSuffix.value()),
                file(name == null ? denyFile.value() : name + denySuffix.value()));
        pairs.put(name == null ? "" : name, read);
        return read;
    }

    /// A file that is not there has no rules, which may not be what was meant.
    private RuleFile file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            LOG.log(Level.WARNING, "permissions: there is no file {0}, so there are no rules of it", file);
        }
        return RuleFile.read(file);
    }

    private static @Nullable Uri read(String uri) {
        try {
            return Uri.parse(uri);
        } catch (SyntaxException _) {
            return null;
        }
    }

    private Object test(CommandArguments arguments) throws CommandException {
        try {
            boolean allowed =
                    pair(arguments.text("basename")).allows(arguments.text("uri"), List.of(arguments.text("contact")));
            return allowed ? "Allowed" : "Denied";
        } catch (IOException e) {
            throw new CommandException(500, String.valueOf(e.getMessage()));
        }
    }
}
