package io.sidetone.modules.nathelper;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.LOCAL_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.run.Output;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.LocationService;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Phones behind NATs: found out, written about as they are seen, and kept reachable.
public final class NathelperModule implements Module, Startable {

    private static final List<String> KEEP = List.of("preserve-uri");
    private static final Pattern AVP = Pattern.compile("\\$avp\\((?:[si]:)?([^)]+)\\)");

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> receivedAvp;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> mark;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> skipped;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> alias;

    private final PingParameters pinging = new PingParameters();

    @SuppressWarnings("NullAway.Init")
    private Supplier<@Nullable LocationService> locations;

    @SuppressWarnings("NullAway.Init")
    private Pings.Counts counts;

    private @Nullable Pings pings;

    @Override
    public void define(ModuleBuilder module) {
        module.name("nathelper", "Finds out whether phones are behind NATs, and helps them.");
        receivedAvp = module.text(
                "received_avp",
                "",
                "The AVP that `fix_nated_register` fills, `$avp(received)`; `registrar` has to have the same.");
        mark = module.text(
                "nortpproxy_str", "a=nortpproxy:yes", "The line of descriptions whose media are taken care of.");
        skipped = module.text(
                "oldip_skip", "", "`o` and `c` for which `fix_nated_sdp` adds no line that says what the address was.");
        alias = module.text("alias_name", "alias", "The parameter of Contacts that says where a phone really is.");
        asking(module);
        contacts(module);
        aliases(module);
        registering(module);
        pinging.define(module);
        locations = module.wants(LocationService.class);
        counts = new Pings.Counts(
                module.counter("pings_sent", "Pings that were sent to contacts."),
                module.counter(
                        "pings_missed", "Pings of contacts with the flag for it that were not answered in time."),
                module.counter("contacts_removed", "Contacts that were removed because they do not answer."));
        module.command(new Command(
                "nathelper:enable_ping",
                List.of("nh_enable_ping"),
                List.of(new Command.Parameter("status", true, "1 to ping, 0 not to.")),
                "Whether contacts are pinged.",
                this::enable));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        LocationService known = locations.get();
        if (!pinging.isWanted()) {
            return;
        }
        if (known == null) {
            throw new StartException(
                    StartException.Reason.CONFIGURATION,
                    "nathelper: natping_interval is set, but there are no contacts to be pinged. Load the module "
                            + "usrloc, or "
                            + "take the parameter out.");
        }
        Pings made = new Pings(context.core(), known, pinging.settings(known.natFlag()), counts);
        pings = made;
        context.every(Duration.ofSeconds(1), made::tick);
    }

    private Map<String, Object> enable(CommandArguments arguments) throws CommandException {
        Pings running = pings;
        if (running == null) {
            throw new CommandException(400, "contacts are pinged only if natping_interval is set");
        }
        if (arguments.textOrNull("status") != null) {
            running.enabled().set(arguments.integer("status", 1) > 0);
        }
        return Map.of("Status", running.enabled().get() ? 1L : 0L);
    }

    private static void asking(ModuleBuilder module) {
        module.function("nat_uac_test", "Whether anything shows that the message has come through a NAT.")
                .with(Argument.text(
                        "tests",
                        "What is looked at: names with commas between, or their sum: private-contact (1), "
                                + "diff-ip-src-via (2), private-via (4), private-sdp (8), diff-port-src-via (16), "
                                + "diff-ip-src-contact (32), diff-port-src-contact (64), carrier-grade-nat (128)."))
                .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "a test shows it")
                .returns(-1, "none does")
                .example("if (nat_uac_test(\"private-contact,diff-ip-src-via\")) xlog(\"behind a NAT\");")
                .does((context, tests) -> NatTest.shows(context, Names.parse(tests, NatTest.NAMES)) ? 1 : -1);
        module.function("is_rfc1918", "Whether an address is private.")
                .with(Argument.text("address", "The address."))
                .returns(1, "it is")
                .returns(-1, "it is not, or is none")
                .example("if (is_rfc1918(\"$si\")) xlog(\"from within\");")
                .does((context, address) -> PrivateAddresses.contain(address, true, context.dialect()) ? 1 : -1);
    }

    private void contacts(ModuleBuilder module) {
        module.function("fix_nated_contact", "Puts the address that the message has come from into its Contacts.")
                .with(Argument.text("parameters", "More parameters of the URI, `;name=value`.")
                        .optional())
                .with(Argument.text("flags", "`preserve-uri` keeps what was there for `restore_nated_ruri`.")
                        .optional())
                .in(ROUTE, ONREPLY_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .edits()
                .returns(1, "done")
                .returns(-1, "nobody knows where the message has come from")
                .example("if (nat_uac_test(\"private-contact\")) fix_nated_contact();")
                .does((context, parameters, flags) ->
                        ContactFix.toSource(context, parameters, flags != null && Names.parse(flags, KEEP) != 0)
                                ? 1
                                : -1);
        module.function("restore_nated_ruri", "Undoes in the Request-URI what `fix_nated_contact` did to a Contact.")
                .in(ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .edits()
                .returns(1, "done; the request goes to where it would have gone")
                .returns(-1, "nothing was kept")
                .example("restore_nated_ruri();")
                .does(context -> ContactFix.restore(context) ? 1 : -1);
        module.function("fix_nated_sdp", "Changes the session description for a phone behind a NAT.")
                .with(Argument.text(
                        "flags",
                        "What: names with commas between, or their sum: add-dir-active (1), "
                                + "rewrite-media-ip (2), add-no-rtpproxy (4), rewrite-origin-ip (8), "
                                + "rewrite-null-ips (16)."))
                .with(Argument.text("address", "The address; the one that the message has come from if it is left out.")
                        .optional())
                .with(Argument.text("lines", "More lines.").optional())
                .in(ROUTE, ONREPLY_ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .edits()
                .returns(1, "done")
                .returns(-1, "there is no description, or the line to be changed is not in it")
                .example("fix_nated_sdp(\"rewrite-media-ip\");")
                .does((context, flags, address, lines) -> SdpFix.apply(
                                context,
                                Names.parse(flags, SdpFix.NAMES),
                                address,
                                lines,
                                skipped.value(),
                                mark.value())
                        ? 1
                        : -1);
    }

    private void aliases(ModuleBuilder module) {
        module.function("set_contact_alias", "Adds to Contacts where the message has come from; the rest stays.")
                .with(Argument.integer("trim", "Accepted; an alias that is there is always replaced.")
                        .optional())
                .in(ROUTE, ONREPLY_ROUTE, BRANCH_ROUTE, FAILURE_ROUTE, LOCAL_ROUTE)
                .edits()
                .returns(1, "done")
                .returns(2, "there is no Contact")
                .returns(-1, "nobody knows where the message has come from")
                .example("set_contact_alias();")
                .does((context, _) -> Aliases.set(context, alias.value(), false));
        module.function("add_contact_alias", "The same, only where it says something new, or with another address.")
                .with(Argument.text("address", "The address.").optional())
                .with(Argument.integer("port", "The port.").optional())
                .with(Argument.text("transport", "udp, tcp, tls, ws or wss.").optional())
                .in(ROUTE, ONREPLY_ROUTE, BRANCH_ROUTE, FAILURE_ROUTE, LOCAL_ROUTE)
                .edits()
                .returns(1, "done")
                .returns(2, "the Contact says it already, or there is none")
                .returns(-1, "the address is none")
                .example("add_contact_alias();")
                .does((context, address, port, transport) -> address == null
                        ? Aliases.set(context, alias.value(), true)
                        : Aliases.set(
                                context,
                                alias.value(),
                                address,
                                port == null ? 0 : port,
                                transport == null ? "" : transport));
        module.function("handle_ruri_alias", "Takes the alias off the Request-URI, and sends to what it says.")
                .with(Argument.integer("mode", "Accepted; there is never more than one.")
                        .optional())
                .in(ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .edits()
                .returns(1, "done")
                .returns(2, "there is none")
                .returns(-1, "it cannot be read")
                .example("if ($du == NULL) handle_ruri_alias();")
                .does((context, _) -> Aliases.handle(context, alias.value()));
        module.function("set_alias_to_pv", "Writes the alias of the Contact into a variable, as a URI.")
                .with(Argument.output("target", "The variable."))
                .returns(1, "done")
                .returns(-1, "there is none")
                .example("set_alias_to_pv($var(alias));")
                .does(this::aliasTo);
    }

    private int aliasTo(RoutingContext context, Output target) {
        String uri = Aliases.ofContact(context, alias.value());
        if (uri != null) {
            target.set(uri);
        }
        return uri == null ? -1 : 1;
    }

    private void registering(ModuleBuilder module) {
        module.function("fix_nated_register", "Notes where a REGISTER has come from, for `save`.")
                .in(ROUTE)
                .returns(1, "done")
                .returns(-1, "nobody knows, or `received_avp` is not set")
                .example("if (nat_uac_test(\"private-contact\")) fix_nated_register(); save(\"location\");")
                .does(this::noteSource);
        module.function("add_rcv_param", "Adds to Contacts where the message has come from, for another registrar.")
                .with(Argument.integer("in_uri", "Whether the parameter is one of the URI; else of the Contact.")
                        .optional())
                .in(ROUTE)
                .edits()
                .returns(1, "done")
                .returns(-1, "nobody knows")
                .example("add_rcv_param();")
                .does(NathelperModule::addReceived);
    }

    private int noteSource(RoutingContext context) {
        Matcher name = AVP.matcher(receivedAvp.value().strip());
        SipUri source = ContactFix.received(context);
        if (!name.matches()) {
            throw new ScriptError("modparam(\"nathelper\", \"received_avp\", \"$avp(received)\") has to be set");
        }
        if (source == null) {
            return -1;
        }
        String avp = name.group(1).strip();
        context.transaction().avps().clear(avp);
        context.transaction().avps().push(avp, source.toString());
        return 1;
    }

    private static int addReceived(RoutingContext context, @Nullable Long inUri) {
        SipUri source = ContactFix.received(context);
        if (source == null) {
            return -1;
        }
        int _ = ContactFix.each(context, address -> {
            if (inUri == null || inUri == 0) {
                return address.withParameter("received", "\"" + source + "\"");
            }
            return address.uri() instanceof SipUri uri
                    ? address.withUri(uri.withParameter("received", source.toString()))
                    : address;
        });
        return 1;
    }
}
