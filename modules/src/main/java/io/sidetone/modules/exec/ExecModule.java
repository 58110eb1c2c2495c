package io.sidetone.modules.exec;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.TextParts;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Runs other programs. See [CommandLine] for what is run as what. Thread-safe.
public final class ExecModule implements Module {

    private static final String ENVIRONMENT = "OSIPS_EXEC_";

    /// How long a name in the environment may be.
    private static final int NAME = 128;

    private final Semaphore running = new Semaphore(0);
    private int places;
    private @Nullable ModuleParameter<Boolean> variables;
    private @Nullable ModuleParameter<Long> seconds;
    private @Nullable ModuleParameter<Long> octets;
    private @Nullable ModuleParameter<Long> programs;
    private @Nullable Counter begun;
    private @Nullable Counter refused;

    @Override
    public void define(ModuleBuilder module) {
        module.name("exec", "Runs other programs, without a shell wherever a variable is involved.");
        variables = module.flag("setvars", false, "Tells programs about the message: SIP_HF_name, SIP_RURI and others.")
                .changeable();
        seconds = module.integer("time_to_kill", 0, "After how many seconds a program is killed; 0 stands for 60.")
                .between(0, 3_600)
                .changeable();
        octets = module.integer("max_output", 65_536, "How many octets of each output of a program are kept.")
                .between(0, 1 << 24)
                .changeable();
        programs = module.integer("max_programs", 64, "How many programs may run at a time.")
                .between(1, 10_000);
        begun = module.counter("programs", "Programs that were started.");
        refused = module.counter("refused", "Programs that were not started because too many were running.");
        module.function(
                        "exec",
                        "Runs a program and waits for its end. A command without variables may use what a shell"
                                + " knows; in one with variables each variable is one argument or a part of one.")
                .with(Argument.parts("command", "The program and its arguments."))
                .with(Argument.text("stdin", "What it reads.").optional())
                .with(Argument.output("stdout", "Takes what it writes; to an AVP one value for each line.")
                        .optional())
                .with(Argument.output("stderr", "Takes the errors that it writes.")
                        .optional())
                .with(Argument.value("envavp", "Values for its environment, as OSIPS_EXEC_0 and so on.")
                        .optional())
                .in(
                        RouteKind.ROUTE,
                        RouteKind.FAILURE_ROUTE,
                        RouteKind.LOCAL_ROUTE,
                        RouteKind.STARTUP_ROUTE,
                        RouteKind.TIMER_ROUTE,
                        RouteKind.EVENT_ROUTE,
                        RouteKind.ONREPLY_ROUTE)
                .waits()
                .returns(1, "it ended with status 0")
                .returns(-1, "it failed, could not be started, or too many are running")
                .returns(-2, "its time was over")
                .example("exec(\"/usr/local/bin/lookup $rU\", , $var(out));")
                .does(this::exec);
    }

    private int exec(
            RoutingContext context,
            TextParts command,
            @Nullable String input,
            @Nullable Output output,
            @Nullable Output errors,
            @Nullable Object environment) {
        CommandLine line = CommandLine.of(command);
        Map<String, String> told = environment(context, environment);
        if (!enter()) {
            Objects.requireNonNull(refused).increment();
            return -1;
        }
        Objects.requireNonNull(begun).increment();
        long most = Objects.requireNonNull(seconds).value();
        Program program = new Program(
                line.words(),
                input,
                told,
                most == 0 ? 60 : most,
                Math.toIntExact(Objects.requireNonNull(octets).value()));
        return context.await(() -> {
            Program.End end;
            try {
                end = program.run();
            } finally {
                running.release();
            }
            return _ -> {
                if (output != null) {
                    output.set(end.output().stripTrailing());
                }
                if (errors != null) {
                    errors.set(end.errors().stripTrailing());
                }
                return end.status() == 0 ? 1 : end.status() < 0 ? -2 : -1;
            };
        });
    }

    /// The number of places is known only when a script has set it.
    private synchronized boolean enter() {
        int wanted = Math.toIntExact(Objects.requireNonNull(programs).value());
        if (places < wanted) {
            running.release(wanted - places);
            places = wanted;
        }
        return running.tryAcquire();
    }

    private Map<String, String> environment(RoutingContext context, @Nullable Object given) {
        Map<String, String> environment = new TreeMap<>();
        if (given != null) {
            List<?> values = given instanceof List<?> list ? list : List.of(given);
            for (int i = 0; i < values.size(); i++) {
                put(environment, ENVIRONMENT + i, Values.text(values.get(i)));
            }
        }
        if (Objects.requireNonNull(variables).value()) {
            describe(context, environment);
        }
        return environment;
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new ScriptError("a value for the environment with the character NUL in it");
        }
        environment.put(name, value);
    }

    private static void describe(RoutingContext context, Map<String, String> environment) {
        for (HeaderField field : context.message().fields()) {
            String name = field.known() == null ? field.name() : field.known().text();
            if (name.length() <= NAME) {
                String key = "SIP_HF_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                environment.merge(key, field.value().replace("\0", ""), (before, more) -> before + "," + more);
            }
        }
        if (context.flow() != null) {
            environment.put("SIP_SRCIP", context.flow().source());
        }
        if (context.message() instanceof SipRequest request && context.received() instanceof SipRequest original) {
            environment.put("SIP_RURI", request.uriText());
            environment.put("SIP_ORURI", original.uriText());
            environment.put("SIP_USER", user(request));
            environment.put("SIP_OUSER", user(original));
        }
        String tag =
                context.message().to() == null ? null : context.message().to().tag();
        environment.put("SIP_DID", tag == null ? "" : tag);
    }

    private static String user(SipRequest request) {
        String user = request.uri() instanceof SipUri uri ? uri.rawUser() : null;
        return user == null ? "" : user;
    }
}
