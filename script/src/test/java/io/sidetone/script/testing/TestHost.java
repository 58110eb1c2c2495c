package io.sidetone.script.testing;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.LOCAL_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.ModuleDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Host;
import io.sidetone.script.run.Outcome;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Place;
import io.sidetone.script.value.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A host for tests: definitions of every sort under names that routing scripts know, and a place where runs
/// leave what went wrong. Contexts of its runs are [TestContext]s. Confined to the thread of the test.
public final class TestHost implements Host {

    private static final int LAUNCHED = 20;

    /// A run that a script has launched.
    public record Launched(Run run, int route, List<Object> parameters) {}

    /// What could not be done, as `file:line:column: reason`.
    public final List<String> failures = new ArrayList<>();

    /// What was launched and not started yet.
    public final Deque<Launched> launched = new ArrayDeque<>();

    @Override
    public void failed(Run run, Place place, String reason) {
        failures.add(place + ": " + reason);
    }

    @Override
    public void launch(Run run, int route, Object... parameters) {
        launched.add(new Launched(run, route, List.of(parameters)));
    }

    /// Starts a run and performs what it waits for until it has ended.
    public Outcome run(Run run, int route, @Nullable Object... parameters) {
        Outcome outcome = run.start(route, parameters);
        while (outcome == Outcome.WAITING) {
            outcome = run.resume(run.perform());
        }
        return outcome;
    }

    /// Runs what was launched, and what that launches; a script can launch for ever, so it ends after some.
    public void runLaunched() {
        for (int count = 0; count < LAUNCHED && !launched.isEmpty(); count++) {
            Launched next = launched.remove();
            run(next.run(), next.route(), next.parameters().toArray());
        }
    }

    /// All that its scripts can use.
    public static Definitions definitions() {
        return new Definitions(
                core(),
                List.of(tm(), sl(), rr(), maxfwd(), registrar(), usrloc(), sqlops(), rest(), textops(), cfgutils()),
                Map.of("request", run -> run, "reply", run -> run));
    }

    private static ModuleDefinition module(
            String name, List<SettingDefinition> settings, FunctionDefinition... functions) {
        return new ModuleDefinition(name, settings, List.of(functions), List.of(), List.of());
    }

    private static FunctionDefinition noting(String name, Parameter... parameters) {
        return FunctionDefinition.status(name, "Notes the call.", TestFunctions.noting(name), parameters);
    }

    private static FunctionDefinition waiting(String name, Parameter... parameters) {
        return FunctionDefinition.waiting(name, "Waits.", TestFunctions.waiting(name), parameters);
    }

    private static Parameter of(String name, ParameterKind kind) {
        return Parameter.of(name, kind, "As it says.");
    }

    private static SettingDefinition number(String name, long minimum, long maximum) {
        return SettingDefinition.of(name, Type.INTEGER, "A number.").between(minimum, maximum);
    }

    private static SettingDefinition text(String name) {
        return SettingDefinition.of(name, Type.STRING, "Text.");
    }

    private static ModuleDefinition core() {
        List<SettingDefinition> settings = List.of(
                number("log_level", -3, 4),
                number("udp_workers", 1, Long.MAX_VALUE),
                number("mhomed", 0, 1),
                number("return_mode", 0, 1),
                number("max_while_loops", 1, Long.MAX_VALUE),
                text("server_header"),
                text("advertised_address"),
                SettingDefinition.of("socket", Type.ANY, "Words.").several(),
                SettingDefinition.of("alias", Type.ANY, "Words.").several());
        List<FunctionDefinition> functions = List.of(
                FunctionDefinition.status(
                        "xlog",
                        "Logs.",
                        TestFunctions.logging(),
                        of("text", ParameterKind.STRING),
                        of("textAfterLevel", ParameterKind.STRING).orNothing()),
                noting("seturi", of("uri", ParameterKind.STRING)),
                noting("strip", of("count", ParameterKind.INTEGER).between(0, 100)),
                noting("setflag", of("flag", ParameterKind.STATIC)),
                noting("is_myself", of("uri", ParameterKind.STRING)),
                noting("isflagset", of("flag", ParameterKind.STATIC)),
                noting("is_method", of("methods", ParameterKind.STATIC)),
                noting("remember", of("value", ParameterKind.VALUE)),
                noting(
                        "enable",
                        of("feature", ParameterKind.STATIC).among("nat", "rtp"),
                        of("on", ParameterKind.BOOLEAN)),
                noting(
                                "append_branch",
                                of("uri", ParameterKind.STRING).orNothing(),
                                of("q", ParameterKind.STRING).orNothing())
                        .in(ROUTE, FAILURE_ROUTE),
                FunctionDefinition.value(
                        "lookup_value",
                        "Gives what the context says.",
                        Type.ANY,
                        TestFunctions.giving("lookup_value"),
                        of("key", ParameterKind.STRING)),
                FunctionDefinition.value(
                        "size", "Counts.", Type.INTEGER, TestFunctions.size(), of("value", ParameterKind.VALUE)));
        return new ModuleDefinition("", settings, functions, variables(), transformations());
    }

    private static VariableDefinition field(String name, Type type) {
        return VariableDefinition.reading(name, type, "A field.", new TestVariables.Field(name));
    }

    private static List<VariableDefinition> variables() {
        return List.of(
                field("ru", Type.STRING).written(),
                field("rU", Type.STRING).written(),
                field("rd", Type.STRING).written(),
                field("du", Type.STRING).written(),
                field("rm", Type.STRING),
                field("fu", Type.STRING),
                field("tu", Type.STRING),
                field("ci", Type.STRING),
                field("si", Type.STRING),
                field("sp", Type.INTEGER),
                field("rs", Type.INTEGER),
                field("err.info", Type.STRING),
                new VariableDefinition(
                        "avp",
                        VariableDefinition.Key.NEEDED,
                        Type.ANY,
                        true,
                        true,
                        new TestVariables.Stack(context -> context.avps),
                        "Values of the script."),
                new VariableDefinition(
                        "hdr",
                        VariableDefinition.Key.NEEDED,
                        Type.STRING,
                        true,
                        true,
                        new TestVariables.Stack(context -> context.headers),
                        "Headers."),
                new VariableDefinition(
                        "json",
                        VariableDefinition.Key.NEEDED,
                        Type.ANY,
                        true,
                        false,
                        new TestVariables.Document(),
                        "Documents."),
                field("time", Type.STRING).keyed(VariableDefinition.Key.OPTIONAL));
    }

    private static List<TransformationDefinition> transformations() {
        return List.of(
                TestTransformations.length(),
                TestTransformations.integer(),
                TestTransformations.part(),
                TestTransformations.select(),
                TestTransformations.user());
    }

    private static ModuleDefinition tm() {
        List<SettingDefinition> settings = List.of(
                number("fr_timeout", 1, 3600), number("fr_inv_timeout", 1, 3600), number("onreply_avp_mode", 0, 1));
        List<FunctionDefinition> functions = List.of(
                noting("t_relay", of("flags", ParameterKind.STRING).orNothing()).in(ROUTE, FAILURE_ROUTE),
                noting(
                                "t_reply",
                                of("code", ParameterKind.INTEGER).between(100, 699),
                                of("reason", ParameterKind.STRING))
                        .in(ROUTE, FAILURE_ROUTE),
                noting("t_newtran").in(ROUTE),
                noting("t_check_trans"),
                noting("t_check_status", of("pattern", ParameterKind.REGEX))
                        .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, BRANCH_ROUTE),
                noting("t_on_branch", Parameter.route("name", BRANCH_ROUTE, "A block.")),
                noting("t_on_failure", Parameter.route("name", FAILURE_ROUTE, "A block.")),
                noting("t_on_reply", Parameter.route("name", ONREPLY_ROUTE, "A block.")));
        List<VariableDefinition> variables =
                List.of(field("T_branch_idx", Type.INTEGER), field("T_reply_code", Type.INTEGER));
        return new ModuleDefinition("tm", settings, functions, variables, List.of());
    }

    private static ModuleDefinition sl() {
        return module(
                "sl",
                List.of(number("enable_stats", 0, 1)),
                noting(
                                "sl_send_reply",
                                of("code", ParameterKind.INTEGER).between(100, 699),
                                of("reason", ParameterKind.STRING))
                        .in(ROUTE));
    }

    private static ModuleDefinition rr() {
        return module(
                "rr",
                List.of(number("append_fromtag", 0, 1)),
                noting("record_route", of("parameters", ParameterKind.STRING).orNothing())
                        .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE),
                noting("loose_route").in(ROUTE));
    }

    private static ModuleDefinition maxfwd() {
        return module(
                "maxfwd",
                List.of(number("max_limit", 1, 256)),
                noting(
                                "mf_process_maxfwd_header",
                                of("max", ParameterKind.INTEGER).between(1, 256))
                        .in(ROUTE));
    }

    private static ModuleDefinition registrar() {
        return module(
                "registrar",
                List.of(
                        number("default_expires", 0, Integer.MAX_VALUE),
                        text("received_avp"),
                        number("max_contacts", 0, 1000)),
                waiting(
                                "save",
                                of("domain", ParameterKind.STATIC),
                                of("flags", ParameterKind.STRING).orNothing(),
                                of("aor", ParameterKind.STRING).orNothing())
                        .in(ROUTE, ONREPLY_ROUTE),
                noting(
                                "lookup",
                                of("domain", ParameterKind.STATIC),
                                of("flags", ParameterKind.STRING).orNothing(),
                                of("aor", ParameterKind.STRING).orNothing())
                        .in(ROUTE, FAILURE_ROUTE));
    }

    private static ModuleDefinition usrloc() {
        return module("usrloc", List.of(text("db_url"), number("nat_bflag", 0, 31), text("working_mode_preset")));
    }

    private static ModuleDefinition sqlops() {
        return module(
                "sqlops",
                List.of(SettingDefinition.of("db_url", Type.STRING, "Where.").several()),
                waiting(
                        "sql_query",
                        of("query", ParameterKind.STRING),
                        of("result", ParameterKind.VARIABLE).orNothing(),
                        of("db_id", ParameterKind.STATIC).orNothing()));
    }

    private static ModuleDefinition rest() {
        return module(
                "rest_client",
                List.of(number("connection_timeout", 1, 600)),
                waiting(
                                "rest_get",
                                of("url", ParameterKind.STRING),
                                of("body", ParameterKind.VARIABLE),
                                of("type", ParameterKind.VARIABLE).orNothing(),
                                of("code", ParameterKind.VARIABLE).orNothing())
                        .in(ROUTE, FAILURE_ROUTE, ONREPLY_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE));
    }

    private static ModuleDefinition textops() {
        return module(
                "textops",
                List.of(),
                noting("search", of("expression", ParameterKind.REGEX)),
                noting("replace", of("expression", ParameterKind.REGEX), of("text", ParameterKind.STRING)),
                noting("has_body", of("type", ParameterKind.STRING).orNothing()));
    }

    private static ModuleDefinition cfgutils() {
        return module(
                "cfgutils",
                List.of(),
                waiting("sleep", of("seconds", ParameterKind.INTEGER).between(0, 3600)),
                noting("rand_event", of("percent", ParameterKind.INTEGER).orNothing()),
                noting(
                        "shuffle",
                        of("variable", ParameterKind.VARIABLE),
                        of("seed", ParameterKind.INTEGER).orNothing(),
                        of("mode", ParameterKind.STATIC).among("deep", "flat").orNothing()));
    }
}
