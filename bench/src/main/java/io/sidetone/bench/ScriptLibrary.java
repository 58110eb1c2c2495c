package io.sidetone.bench;

import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Host;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Place;
import io.sidetone.script.value.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scripts to measure, and the functions and variables that they use. Immutable but for the messages.
final class ScriptLibrary {

    /// How far the scripts may go.
    static final Limits LIMITS = Limits.USUAL;

    /// A request route as there are many: 25 statements, 10 calls, 10 variables.
    static final String TYPICAL = """
            route {
              if (!mf_process_maxfwd_header(10)) {
                send_reply(483, "Too Many Hops");
                exit;
              }
              $var(user) = $rU;
              $var(domain) = $rd;
              $var(caller) = $fU;
              $var(count) = 0;
              if (has_totag()) {
                if (loose_route()) {
                  t_relay();
                  exit;
                }
                send_reply(404, "Not here");
                exit;
              }
              if (is_method("CANCEL")) {
                t_relay();
                exit;
              }
              if ($si == 10.0.0.0/8 || $sp == 5061) {
                setflag("INSIDE");
              }
              if ($rU == null) {
                send_reply(484, "Address Incomplete");
                exit;
              }
              $var(key) = $var(user) + "@" + $var(domain);
              $var(count) = $var(count) + 1;
              if (!is_method("REGISTER|MESSAGE")) {
                record_route();
              }
              if ($ru =~ "^sip:[a-z]+@") {
                $var(kind) = "name";
              } else {
                $var(kind) = "number";
              }
              setflag("ACC");
              $avp(key) = $var(key);
              if (is_method("REGISTER") || $rm == "PUBLISH") {
                send_reply(503, "Elsewhere");
                exit;
              }
              xlog("$rm from $fU to $ru");
              $var(rc) = 1;
              if (!t_relay()) {
                send_reply(500, "Server Internal Error");
              }
            }
            """;

    /// Hears of nothing: these scripts have no errors.
    static final Host HOST = new Host() {
        @Override
        public void failed(Run run, Place place, String reason) {
            throw new IllegalStateException(place + ": " + reason);
        }

        @Override
        public void launch(Run launched, int route, @Nullable Object... parameters) {
            throw new IllegalStateException("Nothing is launched");
        }
    };

    private ScriptLibrary() {}

    /// A message as far as these scripts look at it. Confined to the thread that measures.
    static final class Message {
        private @Nullable Object avp;
        private int flags;
    }

    /// A configuration of about so many lines: a main route that calls others, each of them a chain of decisions.
    static String config(int lines) {
        StringBuilder text = new StringBuilder(TYPICAL.replace("xlog(", "route(r0);\n  xlog("));
        int routes = (lines - 50) / 26;
        for (int route = 0; route < routes; route++) {
            text.append("route[r").append(route).append("] {\n");
            for (int i = 0; i < 6; i++) {
                text.append("  if ($rU == \"user").append(route * 6 + i).append("\" && !is_method(\"BYE\")) {\n");
                text.append("    $var(target) = \"sip:\" + $rU + \"@10.0.0.")
                        .append(i)
                        .append("\";\n");
                text.append("    setflag(\"F").append(i).append("\");\n");
                text.append("  }\n");
            }
            text.append(
                    route + 1 < routes && route % 8 != 7
                            ? "  route(r" + (route + 1) + ");\n"
                            : "  setflag(\"END\");\n");
            text.append("}\n");
        }
        for (int route = 8; route < routes; route += 8) {
            text.append("timer_route[t")
                    .append(route)
                    .append(", 10] { route(r")
                    .append(route)
                    .append("); }\n");
        }
        return text.toString();
    }

    private static FunctionDefinition flag(String name, int result, Parameter... parameters) {
        return FunctionDefinition.status(
                name,
                "Does next to nothing.",
                (run, _) -> {
                    message(run).flags++;
                    return result;
                },
                parameters);
    }

    private static Message message(Run run) {
        return (Message) run.context();
    }

    private static Parameter of(String name, ParameterKind kind) {
        return Parameter.of(name, kind, "An argument.");
    }

    private static VariableDefinition field(String name, Type type, Object value) {
        return VariableDefinition.reading(name, type, "A field.", (_, _) -> value);
    }

    /// The definitions that these scripts need.
    static Definitions definitions() {
        List<FunctionDefinition> functions = List.of(
                flag("mf_process_maxfwd_header", 1, of("limit", ParameterKind.INTEGER)),
                flag("send_reply", 1, of("code", ParameterKind.INTEGER), of("reason", ParameterKind.STRING)),
                flag("has_totag", -1),
                flag("loose_route", 1),
                flag("t_relay", 1),
                flag("is_method", -1, of("methods", ParameterKind.STATIC)),
                flag("setflag", 1, of("flag", ParameterKind.STATIC)),
                flag("record_route", 1),
                FunctionDefinition.waiting("slow", "Waits.", (run, _) -> run.await(() -> _ -> 1)),
                flag("xlog", 1, of("text", ParameterKind.STRING)));
        List<VariableDefinition> variables = List.of(
                field("rm", Type.STRING, "INVITE"),
                field("ru", Type.STRING, "sip:bob@example.com"),
                field("rU", Type.STRING, "bob"),
                field("rd", Type.STRING, "example.com"),
                field("fU", Type.STRING, "alice"),
                field("si", Type.STRING, "192.0.2.1"),
                field("sp", Type.INTEGER, 5060L),
                new VariableDefinition(
                        "avp", VariableDefinition.Key.NEEDED, Type.ANY, true, false, new Kept(), "Kept values."));
        return new Definitions(
                new ModuleDefinition("", List.of(), functions, variables, List.of()), List.of(), Map.of());
    }

    /// A variable that is kept with the message.
    private static final class Kept implements Variable {
        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return message(run).avp;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            message(run).avp = value;
        }
    }
}
