package io.sidetone.modules.pike;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.value.Network;
import io.sidetone.script.value.Type;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.transport.Flow;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Finds addresses that send too many requests. What is done about them is the script's to say. Thread-safe.
public final class PikeModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(PikeModule.class.getName());

    /// The most entries that one command gives.
    private static final int LISTED = 10_000;

    private final AddressTree fours = new AddressTree(4);
    private final AddressTree sixes = new AddressTree(16);
    private volatile Clock clock = Clock.system();
    private @Nullable ModuleParameter<Long> unit;
    private @Nullable ModuleParameter<Long> density;
    private @Nullable ModuleParameter<Long> latency;
    private @Nullable ModuleParameter<String> route;
    private @Nullable ModuleEvent blocked;
    private @Nullable Counter blocks;

    @Override
    public void define(ModuleBuilder module) {
        module.name("pike", "Finds addresses that flood the server.");
        unit = module.integer("sampling_time_unit", 2, "How long one unit of time is, in seconds.")
                .between(1, 86_400);
        density = module.integer(
                        "reqs_density_per_unit", 30, "How many requests one address may send in a unit of time.")
                .between(1, Integer.MAX_VALUE)
                .changeable();
        latency = module.integer(
                        "remove_latency", 120, "How long an address is kept after its last request, in seconds.")
                .between(1, 86_400)
                .changeable();
        module.ignored("pike_log_level", Type.INTEGER, "addresses that are blocked or set free are logged as warnings");
        route = module.text(
                "check_route",
                "",
                "A route that is run for each request before all others: unless it drops the request, the address is"
                        + " checked, and if it is blocked, the request is dropped without an answer. It must not"
                        + " wait. Empty for none.");
        blocked = module.event("E_PIKE_BLOCKED", "An address has begun to send too many requests.", "ip");
        blocks = module.counter("blocked_ips", "How often an address was blocked.");
        module.gauge("nodes", "Nodes of the trees of addresses.", () -> fours.size() + sixes.size());
        module.function("pike_check_req", "Counts the request for the address that it came from.")
                .in(RouteKind.ROUTE)
                .returns(1, "the address is not blocked")
                .returns(-1, "the address is blocked, and was before")
                .returns(-2, "the address is blocked since now")
                .example("if (!pike_check_req()) { exit; }")
                .does(this::check);
        module.function("pike_check_ip", "Counts something for an address.")
                .with(Argument.text("ip", "The address."))
                .returns(1, "the address is not blocked, or is none")
                .returns(-1, "the address is blocked, and was before")
                .returns(-2, "the address is blocked since now")
                .example("if (!pike_check_ip($si)) { exit; }")
                .does((_, text) -> {
                    InetAddress address = address(text);
                    return address == null ? 1 : check(address);
                });
        module.command(new Command(
                "pike:list",
                List.of("pike_list", "pike.list", "pike.top"),
                List.of(),
                "Lists what the trees have.",
                _ -> list()));
        module.command(new Command(
                "pike:rm",
                List.of("pike_rm"),
                List.of(new Command.Parameter("ip", false, "The address.")),
                "Sets an address free.",
                this::remove));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        clock = context.clock();
        String name = Objects.requireNonNull(route).value();
        if (!name.isEmpty()) {
            if (!context.hasRoute(name)) {
                throw new StartException(
                        Reason.CONFIGURATION,
                        "check_route names route[" + name + "], which is not in the script. Write it, or leave"
                                + " the parameter out.");
            }
            context.core().gates().add(request -> isTrusted(request, name) || check(request) == 1);
        }
        context.every(Duration.ofSeconds(Objects.requireNonNull(unit).value()), this::tick);
    }

    /// Whether the route drops the request, which means: do not look at it.
    private static boolean isTrusted(RoutingContext context, String name) {
        Version version = context.transaction().version();
        OptionalInt block = version.route(RouteKind.ROUTE, name);
        if (block.isEmpty()) {
            return false;
        }
        Run run = context.attach(new Run(version, context.core().host(), context));
        return run.start(block.getAsInt()) == Outcome.DROPPED;
    }

    private AddressTree tree(InetAddress address) {
        return address.getAddress().length == 4 ? fours : sixes;
    }

    private int check(RoutingContext context) {
        Flow flow = context.flow();
        return flow == null ? 1 : check(flow.remote().getAddress());
    }

    private int check(InetAddress address) {
        long allowed = Objects.requireNonNull(density).value();
        return switch (tree(address).hit(address, allowed, clock.nanoTime())) {
            case FINE -> 1;
            case BLOCKED -> -1;
            case NEW -> {
                LOG.log(Level.WARNING, "pike: {0} sends too many requests and is blocked", address.getHostAddress());
                Objects.requireNonNull(blocks).increment();
                Objects.requireNonNull(blocked).raise(address.getHostAddress());
                yield -2;
            }
        };
    }

    /// A unit of time is over.
    void tick() {
        long kept = Math.max(
                Objects.requireNonNull(latency).value(),
                Objects.requireNonNull(unit).value() + 1);
        long allowed = Objects.requireNonNull(density).value();
        for (AddressTree tree : List.of(fours, sixes)) {
            tree.tick(allowed, clock.nanoTime(), Duration.ofSeconds(kept).toNanos())
                    .forEach(address -> LOG.log(Level.WARNING, "pike: {0} is set free", address));
        }
    }

    private Object list() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (AddressTree tree : List.of(fours, sixes)) {
            for (AddressTree.Entry entry : tree.list(LISTED)) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("IP", entry.address());
                json.put("leaf", entry.leaf());
                json.put("hits", entry.hits());
                json.put("hits_before", entry.before());
                json.put("blocked", entry.blocked());
                all.add(json);
            }
        }
        return all;
    }

    private @Nullable Object remove(CommandArguments arguments) throws CommandException {
        InetAddress address = address(arguments.text("ip"));
        if (address == null) {
            throw new CommandException(400, "that is no address");
        }
        if (!tree(address).free(address)) {
            throw new CommandException(404, "that address is not known");
        }
        return null;
    }

    private static @Nullable InetAddress address(String text) {
        byte[] octets = Network.octets(text);
        try {
            return octets == null ? null : InetAddress.getByAddress(octets);
        } catch (UnknownHostException _) {
            return null;
        }
    }
}
