package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.Blacklist;
import io.sidetone.server.context.Blacklists;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.BlacklistSetting;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.sip.resolve.Transport;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lists of destinations that nothing is sent to: what scripts and operators do with them. Thread-safe.
final class BlacklistFunctions {

    private static final String LIST = "Its name, as `dst_blacklist` says it.";
    private static final String NETWORK = "An address or a network.";
    private static final String PORT = "0 for any.";
    private static final String TRANSPORT = "`udp` and the like; any if left out.";
    private static final String PATTERN = "What the request looks like, with `*` and `?`; anything if left out.";

    private volatile @Nullable ModuleContext server;

    void start(ModuleContext context) {
        server = context;
    }

    private ModuleContext server() {
        return Objects.requireNonNull(server);
    }

    void define(ModuleBuilder module) {
        using(module);
        changing(module);
        commands(module);
    }

    private void using(ModuleBuilder module) {
        module.function("use_blacklist", "Lets a list of forbidden destinations count for what is sent from here on.")
                .with(Argument.text("list", LIST))
                .returns(1, "always")
                .example("use_blacklist(\"gateways\");")
                .does((context, name) -> count(context, name, true));
        module.function("unuse_blacklist", "Lets a list not count: one of those that usually do, or one used before.")
                .with(Argument.text("list", LIST))
                .returns(1, "always")
                .example("unuse_blacklist(\"gateways\");")
                .does((context, name) -> count(context, name, false));
        module.function("check_blacklist_rule", "Whether a list forbids a destination; `all` asks all that count.")
                .with(Argument.text("list", LIST))
                .with(Argument.text("ip", "An address."))
                .with(Argument.integer("port", PORT).optional())
                .with(Argument.text("proto", TRANSPORT).optional())
                .with(Argument.text("text", "What is to be sent.").optional())
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (check_blacklist_rule(\"all\", $si, $sp, $proto)) exit;")
                .does((context, name, ip, port, proto, text) -> {
                    Collection<Blacklist> lists =
                            name.equals("all") ? context.blacklists() : List.of(list(context, name));
                    return find(lists, ip, port, proto, text) == null ? -1 : 1;
                });
    }

    private void changing(ModuleBuilder module) {
        module.function("add_blacklist_rule", "Forbids some more destinations.")
                .with(Argument.text("list", LIST))
                .with(Argument.text("network", NETWORK))
                .with(Argument.integer("port", PORT).between(0, 65_535).optional())
                .with(Argument.text("proto", TRANSPORT).optional())
                .with(Argument.text("pattern", PATTERN).optional())
                .with(Argument.integer("expire", "For how many seconds; for ever if left out.")
                        .between(0, Integer.MAX_VALUE)
                        .optional())
                .returns(1, "it counts")
                .returns(-1, "the list cannot be changed or is full")
                .example("add_blacklist_rule(\"gateways\", \"192.0.2.0/24\", 5060, \"udp\");")
                .does((context, name, network, port, proto, pattern, expire) -> {
                    Blacklist list = list(context, name);
                    long seconds = expire == null || !list.isExpiring() ? 0 : expire;
                    return list.add(rule(network, port, proto, pattern), TimeUnit.SECONDS.toNanos(seconds), now())
                            ? 1
                            : -1;
                });
        module.function("del_blacklist_rule", "Allows destinations again.")
                .with(Argument.text("list", LIST))
                .with(Argument.text("network", NETWORK))
                .with(Argument.integer("port", PORT).between(0, 65_535).optional())
                .with(Argument.text("proto", TRANSPORT).optional())
                .with(Argument.text("pattern", PATTERN).optional())
                .returns(1, "done")
                .returns(-1, "there is no such rule, or the list cannot be changed")
                .example("del_blacklist_rule(\"gateways\", \"192.0.2.0/24\", 5060, \"udp\");")
                .does((context, name, network, port, proto, pattern) ->
                        list(context, name).remove(rule(network, port, proto, pattern)) ? 1 : -1);
    }

    private static int count(RoutingContext context, String name, boolean counts) {
        context.blacklist(list(context, name), counts);
        return 1;
    }

    private static Blacklist list(RoutingContext context, String name) {
        Blacklist list = context.core().blacklists().find(name);
        if (list == null) {
            throw new ScriptError("there is no blacklist '" + Written.shown(name) + "'");
        }
        return list;
    }

    private static Blacklist.Rule rule(
            String network, @Nullable Long port, @Nullable String proto, @Nullable String pattern) {
        return BlacklistSetting.rule((proto == null ? "any" : proto) + "," + network + "," + (port == null ? 0 : port)
                + "," + (pattern == null ? "" : pattern));
    }

    private Blacklist.@Nullable Rule find(
            Collection<Blacklist> lists,
            String ip,
            @Nullable Long port,
            @Nullable String proto,
            @Nullable String text) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(ip);
        } catch (IllegalArgumentException _) {
            throw new ScriptError("'" + Written.shown(ip) + "' is no address");
        }
        Transport transport = proto == null ? null : Transport.of(proto);
        String message = text == null ? "" : text;
        for (Blacklist list : lists) {
            Blacklist.Rule rule =
                    list.find(transport, address, port == null ? 0 : port.intValue(), () -> message, now());
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    private long now() {
        return server().clock().nanoTime();
    }

    // ---- Commands

    private void commands(ModuleBuilder module) {
        Command.Parameter name = new Command.Parameter("name", false, LIST);
        Command.Parameter rule = new Command.Parameter("rule", false, "As `udp,192.0.2.0/24,5060,pattern`.");
        module.command(new Command(
                "blacklists:list",
                List.of("list_blacklists"),
                List.of(new Command.Parameter("name", true, "One list only.")),
                "Shows the lists of forbidden destinations.",
                this::show));
        module.command(new Command(
                "blacklists:check",
                List.of("check_blacklist"),
                List.of(
                        name,
                        new Command.Parameter("ip", false, "An address."),
                        new Command.Parameter("port", true, PORT),
                        new Command.Parameter("proto", true, TRANSPORT),
                        new Command.Parameter("pattern", true, "What is to be sent.")),
                "Tells the rule by which a list forbids a destination.",
                this::check));
        module.command(new Command(
                "blacklists:check_all",
                List.of("check_blacklists"),
                List.of(
                        new Command.Parameter("ip", false, "An address."),
                        new Command.Parameter("port", true, PORT),
                        new Command.Parameter("proto", true, TRANSPORT),
                        new Command.Parameter("pattern", true, "What is to be sent.")),
                "Tells the lists that forbid a destination.",
                this::checkAll));
        module.command(new Command(
                "blacklists:add_rule",
                List.of("add_blacklist_rule"),
                List.of(name, rule, new Command.Parameter("expire", true, "For how many seconds.")),
                "Adds a rule to a list.",
                this::add));
        module.command(new Command(
                "blacklists:del_rule",
                List.of("del_blacklist_rule"),
                List.of(name, rule),
                "Takes a rule out of a list.",
                this::remove));
    }

    private Blacklists lists() {
        return server().core().blacklists();
    }

    private Blacklist list(CommandArguments arguments) throws CommandException {
        Blacklist list = lists().find(arguments.text("name"));
        if (list == null) {
            throw new CommandException(404, "Unknown name");
        }
        return list;
    }

    private Object show(CommandArguments arguments) throws CommandException {
        return arguments.textOrNull("name") == null
                ? Map.of("Lists", lists().all().stream().map(this::shown).toList())
                : shown(list(arguments));
    }

    private Map<String, Object> shown(Blacklist list) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", list.name());
        shown.put("default", list.isUsual());
        shown.put("readonly", list.isReadOnly());
        shown.put(
                "rules",
                list.rules(now()).stream().map(Blacklist.Rule::toString).toList());
        return shown;
    }

    private Object check(CommandArguments arguments) throws CommandException {
        Blacklist.Rule rule = find(arguments, list(arguments));
        if (rule == null) {
            throw new CommandException(404, "Not Matched");
        }
        return rule.toString();
    }

    private Object checkAll(CommandArguments arguments) throws CommandException {
        List<String> found = new ArrayList<>();
        for (Blacklist list : lists().all()) {
            if (find(arguments, list) != null) {
                found.add(list.name());
            }
        }
        return found;
    }

    private Blacklist.@Nullable Rule find(CommandArguments arguments, Blacklist list) throws CommandException {
        try {
            return find(
                    List.of(list),
                    arguments.text("ip"),
                    arguments.integer("port", 0),
                    arguments.textOrNull("proto"),
                    arguments.textOrNull("pattern"));
        } catch (ScriptError e) {
            throw new CommandException(400, e.getMessage());
        }
    }

    private static Blacklist.Rule rule(CommandArguments arguments) throws CommandException {
        try {
            return BlacklistSetting.rule(arguments.text("rule"));
        } catch (ScriptError e) {
            throw new CommandException(400, e.getMessage());
        }
    }

    private Object add(CommandArguments arguments) throws CommandException {
        Blacklist list = list(arguments);
        long seconds = arguments.integer("expire", 0);
        if (seconds < 0 || (seconds > 0 && !list.isExpiring())) {
            throw new CommandException(404, "Blacklist without expire support");
        }
        if (!list.add(rule(arguments), TimeUnit.SECONDS.toNanos(seconds), now())) {
            throw new CommandException(403, "The list cannot be changed or is full");
        }
        return "OK";
    }

    private Object remove(CommandArguments arguments) throws CommandException {
        Blacklist list = list(arguments);
        if (list.isReadOnly()) {
            throw new CommandException(403, "Cannot modify read-only blacklist");
        }
        if (!list.remove(rule(arguments))) {
            throw new CommandException(404, "Rule not found");
        }
        return "OK";
    }
}
