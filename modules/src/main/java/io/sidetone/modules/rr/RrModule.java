package io.sidetone.modules.rr;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.RecordRoute;
import io.sidetone.sip.proxy.RouteProcessing;
import io.sidetone.sip.proxy.RoutedRequest;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Staying on the way of a dialog, and finding the way of its requests.
public final class RrModule implements Module {

    /// The note that holds the route of ours that has led a request here.
    private static final String OWN_ROUTE = "rr.own_route";

    /// The note that holds the parameters that were added before the Record-Route itself.
    private static final String WAITING = "rr.waiting";

    /// The note that holds the Record-Route that the script has named the addresses of.
    private static final String PRESET = "rr.preset";

    private static final String FROM_TAG = "ftag";

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> appendFromTag;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> twice;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> fullLr;

    @Override
    public void define(ModuleBuilder module) {
        module.name("rr", "Keeps the server on the way of dialogs, and finds the way of their requests.");
        appendFromTag = module.flag(
                        "append_fromtag",
                        true,
                        "Whether the Record-Route carries the From tag, by which the direction is known later.")
                .changeable();
        twice = module.flag(
                "enable_double_rr", true, "Whether two are written where the two sides see different addresses.");
        module.ignored("ignore_user", Type.INTEGER, "whether a route is ours does not depend on its user part");
        fullLr = module.flag("enable_full_lr", false, "Whether `lr` has a value, for neighbours that want one.");
        module.ignored("add_username", Type.INTEGER, "the user part holds the flow, where one is needed");
        module.ignored("enable_socket_mismatch_warning", Type.INTEGER, "there is nothing to warn of");
        module.ignored("custom_user_avp", Type.STRING, "the user part holds the flow, where one is needed");
        module.ignored("force_send_socket", Type.INTEGER, "a request leaves by the socket that its route names");
        module.ignored("ignore_sips", Type.INTEGER, "what is to be safe at each hop stays so");
        module.ignored("loose_route_mode", Type.INTEGER, "routes are processed as RFC 3261 has it");
        module.ignored("sockname_mode", Type.INTEGER, "a socket is named by its address");
        recording(module);
        routing(module);
        older(module);
        module.variable("rr_params", "The parameters of the route that has led the request here.")
                .reads(context -> {
                    SipUri own = own(context);
                    return own == null ? null : parameters(own);
                });
    }

    private void recording(ModuleBuilder module) {
        module.function("record_route", "Has later requests of the dialog come by here.")
                .with(Argument.text("parameters", "What is added to the URI: `;name=value`.")
                        .optional())
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .edits()
                .returns(1, "they will")
                .returns(-1, "they do already")
                .example("record_route();")
                .does(this::record);
        module.function("add_rr_param", "Adds parameters to the Record-Route, before or after `record_route`.")
                .with(Argument.text("parameters", "What is added to the URI: `;name=value`."))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .edits()
                .returns(1, "always")
                .example("add_rr_param(\";nat=yes\");")
                .does(RrModule::add);
        module.function("record_route_preset", "Puts addresses that the script names into the Record-Route.")
                .with(Argument.text("address", "`host[:port][;parameters]`, as who gets the request sees us."))
                .with(Argument.text("inbound", "The same, as who has sent the request sees us.")
                        .optional())
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .edits()
                .returns(1, "always")
                .example("record_route_preset(\"192.0.2.1:5060\");")
                .does(this::preset);
    }

    private static void routing(ModuleBuilder module) {
        module.function("loose_route", "Takes the route off a request that has led it here, and finds the next.")
                .in(ROUTE)
                .edits()
                .returns(1, "the request goes where its route says")
                .returns(-1, "it has no route, or a first request had none but ours")
                .example("if (has_totag() && loose_route()) { t_relay(); exit; }")
                .does(RrModule::looseRoute);
        module.function("check_route_param", "Whether an expression matches the parameters of the route of ours.")
                .with(Argument.regex("expression", "What is looked for."))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .returns(1, "it matches")
                .returns(-1, "it does not, or no route of ours has led here")
                .example("if (check_route_param(\"nat=yes\")) setflag(\"NAT\");")
                .does(RrModule::check);
        module.function("is_direction", "Whether a request of a dialog goes a way.")
                .with(Argument.text("way", "As the first request, or against it.")
                        .among("downstream", "upstream"))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .returns(1, "it does")
                .returns(-1, "it does not; what has no tag of the caller in its route goes downstream")
                .example("if (is_direction(\"upstream\")) xlog(\"from the callee\");")
                .does(RrModule::direction);
    }

    /// What only Kamailio's scripts have.
    private void older(ModuleBuilder module) {
        module.function("loose_route_preloaded", "Does `loose_route` for a request that begins something.")
                .in(ROUTE)
                .edits()
                .returns(1, "the request goes where its route says")
                .returns(-1, "it has no route but ours, or is inside a dialog")
                .example("if (loose_route_preloaded()) { t_relay(); exit; }")
                .does(context -> {
                    NameAddress to = context.request().to();
                    return to != null && to.tag() != null ? -1 : looseRoute(context);
                });
        module.function("loose_route_mode", "Does `loose_route`.")
                .with(Argument.integer("mode", "Does not matter."))
                .in(ROUTE)
                .edits()
                .returns(1, "the request goes where its route says")
                .returns(-1, "it has no route, or a first request had none but ours")
                .example("if (loose_route_mode(1)) { t_relay(); exit; }")
                .does((context, _) -> looseRoute(context));
        module.function(
                        "record_route_advertised_address",
                        "Puts an address that the script names into the Record-Route.")
                .with(Argument.text("address", "`host[:port]`."))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .edits()
                .returns(1, "always")
                .example("record_route_advertised_address(\"192.0.2.1:5060\");")
                .does((context, address) -> preset(context, address, null));
        module.function("rr_next_hop_route", "Whether the request goes where a route says.")
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .returns(1, "it does")
                .returns(-1, "it goes where the Request-URI or the destination says")
                .example("if (rr_next_hop_route()) xlog(\"$route_uri\");")
                .does(context -> context.request().first(Headers.ROUTE) == null ? -1 : 1);
        module.variable("route_uri", "The URI of the first route; null without one.")
                .reads(context -> {
                    NameAddress route = context.message().first(Headers.ROUTE);
                    return route == null ? null : route.uri().toString();
                });
        module.variable("fti", "The tag of who has sent the first request of the dialog.")
                .reads(context -> tag(context, true));
        module.variable("tti", "The tag of who has got the first request of the dialog.")
                .reads(context -> tag(context, false));
        module.variable("rdir", "Which way a request of a dialog goes: 1 or `downstream`, 2 or `upstream`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> {
                    boolean down = direction(context, "downstream") > 0;
                    return Values.text(key).equals("id") ? (Object) (down ? 1L : 2L) : down ? "downstream" : "upstream";
                });
    }

    private static @Nullable String tag(RoutingContext context, boolean first) {
        boolean down = direction(context, "downstream") > 0;
        NameAddress address =
                first == down ? context.message().from() : context.message().to();
        return address == null ? null : address.tag();
    }

    // ---- Record-Route

    private int record(RoutingContext context, @Nullable String parameters) {
        Flow incoming = context.flow();
        if (incoming == null || context.recordRoute() != null) {
            return -1;
        }
        RoutedRequest routed = new RoutedRequest(context.request(), own(context), null);
        RecordRoute route = context.core().edge().recordRoute(routed, incoming, false);
        route = complete(context, route.in(form()), RecordRoute::withParameter);
        context.recordRoute(parameters == null ? route : with(route, parameters, RecordRoute::withParameter));
        return 1;
    }

    private RecordRoute.Form form() {
        return twice.value() && !fullLr.value()
                ? RecordRoute.Form.USUAL
                : new RecordRoute.Form(twice.value(), fullLr.value() ? "lr=on" : "lr");
    }

    /// With the From tag, and what was added before.
    private <T> T complete(RoutingContext context, T route, Adding<T> adding) {
        NameAddress from = context.message().from();
        String tag = from == null ? null : from.tag();
        T tagged = appendFromTag.value() && tag != null ? adding.add(route, FROM_TAG, tag) : route;
        return kept(context, WAITING) instanceof String waiting ? with(tagged, waiting, adding) : tagged;
    }

    private static int add(RoutingContext context, String parameters) {
        RecordRoute route = context.recordRoute();
        if (route != null) {
            context.recordRoute(with(route, parameters, RecordRoute::withParameter));
        } else if (kept(context, PRESET) instanceof Preset preset) {
            context.message(preset.off(context.request()));
            place(context, with(preset, parameters, Preset::with));
        } else {
            String before = kept(context, WAITING) instanceof String waiting ? waiting + ";" : "";
            keep(context, WAITING, before + parameters);
        }
        return 1;
    }

    /// Says to a Record-Route that it has one more parameter.
    @FunctionalInterface
    private interface Adding<T> {
        T add(T route, String name, @Nullable String value);
    }

    private static <T> T with(T route, String parameters, Adding<T> adding) {
        T result = route;
        for (String parameter : parameters.split(";", 0)) {
            String trimmed = parameter.strip();
            int equals = trimmed.indexOf('=');
            if (equals > 0) {
                result = adding.add(result, trimmed.substring(0, equals), trimmed.substring(equals + 1));
            } else if (!trimmed.isEmpty()) {
                result = adding.add(result, trimmed, null);
            }
        }
        return result;
    }

    /// What a route block keeps counts in all blocks of the transaction, what another keeps in that one.
    private static void keep(RoutingContext context, String key, Object value) {
        if (context.kind() == ROUTE) {
            context.transaction().note(key, value);
        } else {
            context.note(key, value);
        }
    }

    private static @Nullable Object kept(RoutingContext context, String key) {
        Object own = context.note(key);
        return own == null ? context.transaction().note(key) : own;
    }

    /// A Record-Route of addresses that the script names. Immutable.
    ///
    /// @param outbound as who gets the request sees us
    /// @param inbound as who has sent it sees us; null for the same
    private record Preset(SipUri outbound, @Nullable SipUri inbound) {

        Preset with(String name, @Nullable String value) {
            return new Preset(
                    outbound.withParameter(name, value), inbound == null ? null : inbound.withParameter(name, value));
        }

        SipRequest on(SipRequest request) {
            SipRequest.Builder edited = request.edit();
            if (inbound != null) {
                edited.prepend(Headers.RECORD_ROUTE, NameAddress.of(inbound));
            }
            return edited.prepend(Headers.RECORD_ROUTE, NameAddress.of(outbound))
                    .build();
        }

        SipRequest off(SipRequest request) {
            SipRequest.Builder edited = request.edit().removeFirst(Headers.RECORD_ROUTE);
            return (inbound == null ? edited : edited.removeFirst(Headers.RECORD_ROUTE)).build();
        }
    }

    private int preset(RoutingContext context, String address, @Nullable String inbound) {
        Preset preset = inbound == null
                ? new Preset(named(address), null)
                : new Preset(named(address), named(inbound)).with(RecordRoute.HALF, "on");
        place(context, complete(context, preset.with(RouteProcessing.LOOSE, null), Preset::with));
        return 1;
    }

    private static void place(RoutingContext context, Preset preset) {
        context.message(preset.on(context.request()));
        keep(context, PRESET, preset);
    }

    private static SipUri named(String address) {
        try {
            return SipUri.parse("sip:" + address);
        } catch (SyntaxException _) {
            throw new ScriptError("'" + address + "' is no address for a Record-Route");
        }
    }

    // ---- Route

    @Rfc(number = 3261, section = "16.4")
    private static int looseRoute(RoutingContext context) {
        SipRequest request = context.request();
        Flow flow = context.flow();
        NameAddress to = request.to();
        if (flow == null) {
            return -1;
        }
        RoutedRequest routed = new RouteProcessing(context.core().myself()).process(request, flow);
        SipUri own = routed.ownRoute();
        NameAddress next = routed.nextRoute();
        if (own == null && next == null) {
            return -1;
        }
        context.message(routed.request());
        context.looselyRouted();
        if (own != null) {
            context.transaction().note(OWN_ROUTE, own);
        }
        SipUri facing = routed.facingRoute();
        if (facing != null && facing.rawUser() != null && !FlowChoice.take(context, routed, flow)) {
            return 0;
        }
        if (next != null && next.uri() instanceof SipUri uri && uri.hasParameter("lr")) {
            Flow chosen = context.main().flow();
            context.main().destination(uri);
            context.main().flow(chosen);
        }
        return next == null && (to == null || to.tag() == null) ? -1 : 1;
    }

    private static @Nullable SipUri own(RoutingContext context) {
        return context.transaction().note(OWN_ROUTE) instanceof SipUri uri ? uri : null;
    }

    private static String parameters(SipUri own) {
        Parameters all = own.parameters();
        String text = all.toString();
        return text.startsWith(";") ? text : ";" + text;
    }

    private static int check(RoutingContext context, Pattern expression) {
        SipUri own = own(context);
        return own != null && expression.matcher(parameters(own)).find() ? 1 : -1;
    }

    /// The request that has made the dialog went the way of whoever's tag its Record-Route carries. Who asks
    /// without one is told that it is downstream, as a first request is.
    private static int direction(RoutingContext context, String way) {
        SipUri own = own(context);
        String first = own == null ? null : own.parameter(FROM_TAG);
        NameAddress from = context.message().from();
        String tag = from == null ? null : from.tag();
        boolean downstream = first == null || tag == null || first.equals(tag);
        return downstream == way.equalsIgnoreCase("downstream") ? 1 : -1;
    }
}
