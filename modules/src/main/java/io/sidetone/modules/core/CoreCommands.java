package io.sidetone.modules.core;

import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Listener;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The commands about the server itself, under Kamailio's names. Thread-safe.
final class CoreCommands {

    private static final String PROCESS = "one process, with one pool of threads";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final CoreParameters parameters;
    private volatile @Nullable ModuleContext running;
    private volatile long started;

    CoreCommands(CoreParameters parameters) {
        this.parameters = parameters;
    }

    void start(ModuleContext context) {
        running = context;
        started = context.clock().currentTimeMillis();
    }

    private ModuleContext running() {
        return Objects.requireNonNull(running);
    }

    void define(ModuleBuilder module) {
        server(module);
        network(module);
        help(module);
        module.command(new Command(
                "core.echo",
                List.of(),
                List.of(new Command.Parameter("text", true, "What comes back.")),
                "Gives back what it is given.",
                arguments -> arguments.textOrNull("text")));
    }

    private void server(ModuleBuilder module) {
        module.command(new Command(
                "core.version", List.of(), List.of(), "Says which program this is.", _ -> "Sidetone " + version()));
        module.command(new Command("core.info", List.of(), List.of(), "Shows the program and its machine.", _ -> {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("version", "Sidetone " + version());
            info.put("java", String.valueOf(Runtime.version()));
            info.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            return info;
        }));
        module.command(new Command("core.uptime", List.of(), List.of(), "Says how long it runs.", _ -> {
            long now = running().clock().currentTimeMillis();
            Map<String, Object> uptime = new LinkedHashMap<>();
            uptime.put("now", TIME.format(Instant.ofEpochMilli(now)));
            uptime.put("up_since", TIME.format(Instant.ofEpochMilli(started)));
            uptime.put("uptime", (now - started) / 1000);
            return uptime;
        }));
        long pid = ProcessHandle.current().pid();
        // Tools of Kamailio read pairs here.
        module.command(new Command(
                "core.ps",
                List.of(),
                List.of(),
                "Shows the process: its number and what it is.",
                _ -> List.of(pid, PROCESS)));
        module.command(new Command("core.psx", List.of("core.psa"), List.of(), "Shows the process.", _ -> {
            Map<String, Object> process = new LinkedHashMap<>();
            process.put("IDX", 0L);
            process.put("PID", pid);
            process.put("DSC", PROCESS);
            return List.of(process);
        }));
        module.command(new Command("core.shmmem", List.of(), List.of(), "Shows the memory, in octets.", _ -> {
            Runtime runtime = Runtime.getRuntime();
            Map<String, Object> memory = new LinkedHashMap<>();
            memory.put("total", runtime.maxMemory());
            memory.put("free", runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory());
            memory.put("used", runtime.totalMemory() - runtime.freeMemory());
            return memory;
        }));
    }

    private static String version() {
        String version = CoreCommands.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private void network(ModuleBuilder module) {
        module.command(new Command(
                "core.sockets_list", List.of("corex.list_sockets"), List.of(), "Lists the sockets.", _ -> {
                    List<Object> sockets = new ArrayList<>();
                    for (Listener listener :
                            running().core().layer().transport().listeners()) {
                        Map<String, Object> socket = new LinkedHashMap<>();
                        socket.put("proto", listener.settings().transport().token());
                        socket.put("addr", SocketNames.of(listener));
                        socket.put("name", String.join(" ", listener.settings().tags()));
                        socket.put("advertise", String.valueOf(listener.sentBy()));
                        sockets.add(socket);
                    }
                    return sockets;
                }));
        module.command(new Command(
                "core.aliases_list", List.of("corex.list_aliases"), List.of(), "Lists the other names.", _ -> {
                    List<Object> names = new ArrayList<>();
                    parameters
                            .aliases
                            .value()
                            .forEach(alias -> names.add(Map.of(
                                    "hostname",
                                    alias.host().text(),
                                    "port",
                                    (long) alias.port(),
                                    "proto",
                                    alias.transport() == null
                                            ? "*"
                                            : alias.transport().token())));
                    return names;
                }));
        module.command(new Command("core.tcp_list", List.of(), List.of(), "Lists the connections.", _ -> {
            List<Object> all = new ArrayList<>();
            for (Connection connection : connections()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("type", connection.transport().token().toUpperCase(Locale.ROOT));
                one.put("src_ip", connection.source());
                one.put("src_port", (long) connection.remote().getPort());
                one.put("dst_port", (long) connection.local().getPort());
                all.add(one);
            }
            return all;
        }));
        module.command(new Command("core.tcp_info", List.of(), List.of(), "Counts the connections.", _ -> {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("max_connections", parameters.tcpMaxConnections.value());
            info.put("opened_connections", (long) connections().size());
            return info;
        }));
    }

    private List<Connection> connections() {
        return List.copyOf(running().core().layer().transport().connections().all());
    }

    private void help(ModuleBuilder module) {
        module.command(new Command(
                "system.listMethods",
                List.of(),
                List.of(),
                "Lists all commands.",
                _ -> new ArrayList<Object>(
                        running().commands().all().stream().map(Command::name).toList())));
        List<Command.Parameter> name = List.of(new Command.Parameter("command", false, "Its name."));
        module.command(new Command(
                "system.methodHelp",
                List.of(),
                name,
                "Says what a command does.",
                arguments -> find(arguments.text("command")).description()));
        module.command(new Command(
                "system.methodSignature", List.of(), name, "Says what a command takes.", arguments -> {
                    Command command = find(arguments.text("command"));
                    return command.name()
                            + command.parameters().stream()
                                    .map(each -> each.optional() ? " [" + each.name() + "]" : " " + each.name())
                                    .collect(Collectors.joining());
                }));
    }

    private Command find(String name) throws CommandException {
        Command command = running().commands().find(name);
        if (command == null) {
            throw new CommandException(404, "command not found");
        }
        return command;
    }
}
