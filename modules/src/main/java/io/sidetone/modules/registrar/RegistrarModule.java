package io.sidetone.modules.registrar;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.LOCAL_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.transport.FlowTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The module `registrar`: REGISTER requests become bindings, and addresses of record become contacts.
public final class RegistrarModule implements Module, Startable {

    private static final int SECRET = 32;

    private @Nullable RegistrarParameters parameters;
    private @Nullable Supplier<LocationService> location;
    private @Nullable Counter accepted;
    private @Nullable Counter rejected;
    private @Nullable UsualFlags usual;
    private volatile @Nullable Running running;

    /// A module that is not started.
    public RegistrarModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("registrar", "Registers devices, and finds those that are registered.");
        RegistrarParameters set = new RegistrarParameters(module);
        parameters = set;
        location = module.requires(LocationService.class);
        accepted = module.counter("accepted_regs", "REGISTER requests that were accepted.");
        rejected = module.counter("rejected_regs", "REGISTER requests that were refused.");
        module.gauge("max_expires", "The parameter max_expires.", set::maxExpires);
        module.gauge("max_contacts", "The parameter max_contacts.", set::maxContacts);
        module.gauge("default_expires", "The parameter default_expires.", set::defaultExpires);
        defineSave(module);
        defineLookup(module);
        defineOlderLookups(module);
        usual = new UsualFlags(module);
        defineQuestions(module);
        defineFetching(module);
    }

    private Running running() {
        return Objects.requireNonNull(running, "the module registrar has not started");
    }

    // LONG: one function of the script after the other.
    private void defineSave(ModuleBuilder module) {
        module.function("save", "Makes bindings of a REGISTER, and answers it once they are safe.")
                .in(Dialect.NATIVE)
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text(
                                "flags",
                                "Flags with commas between: memory-only, no-reply, max-contacts=N, "
                                        + "force-registration, matching-mode=M, path-off, path-lazy, "
                                        + "path-strict, path-received, "
                                        + "only-request-contacts, socket-header, min-expires=N, max-expires=N.")
                        .optional())
                .with(Argument.text("aor", "A URI in place of that in the To.").optional())
                .with(Argument.text("ownership_tag", "Accepted, and does nothing without a cluster.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE)
                .waits()
                .returns(Save.DONE, "the request was accepted")
                .returns(Save.FAILED, "the request was refused, and answered unless a flag forbids it")
                .example("if ($rm == \"REGISTER\") {\n    save(\"location\", \"path-lazy, max-contacts=5\");\n "
                        + "   exit;\n}")
                .does((context, domain, flags, aor, _) -> new Save(running()).save(context, domain, flags, aor));
        module.function("save", "Makes bindings of a REGISTER, and answers it once they are safe.")
                .in(Dialect.KAMAILIO)
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text(
                                "flags",
                                "The sum of 1 for memory only, 2 for no reply, 4 for one contact only, 8 to keep no "
                                        + "Path.")
                        .optional())
                .with(Argument.text("uri", "A URI in place of that in the To.").optional())
                .in(ROUTE, FAILURE_ROUTE)
                .waits()
                .returns(Save.DONE, "the request was accepted")
                .returns(Save.FAILED, "the request was refused, and answered unless a flag forbids it")
                .example("if ($rm == \"REGISTER\") {\n    save(\"location\", 4);\n    exit;\n}")
                .does((context, domain, sum, uri) ->
                        new Save(running()).save(context, domain, usual().save(context, sum), uri));
        module.function("remove", "Removes contacts of an address.")
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("aor", "The address, a URI."))
                .with(Argument.text("contact", "Only the contact with this URI.")
                        .optional())
                .with(Argument.text("next_hop", "Only contacts that are reached at this host.")
                        .optional())
                .with(Argument.text("sip_instance", "Only contacts of this device.")
                        .optional())
                .with(Argument.text("bflag", "Only contacts with this branch flag.")
                        .optional())
                .or("unregister")
                .waits()
                .returns(Removal.DONE, "what was to be removed is not there any more")
                .returns(Removal.FAILED, "the address is none, or the database did not take it")
                .example("remove(\"location\", \"sip:bob@example.org\", , $si);")
                .does((context, domain, aor, contact, hop, instance, flag) ->
                        new Removal(running()).remove(context, domain, aor, contact, hop, instance, flag));
        module.function("remove_ip_port", "Removes all contacts that are reached at an address and port.")
                .with(Argument.text("ip", "The address."))
                .with(Argument.integer("port", "The port.").between(0, 65_535))
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("aor", "Only contacts of this address, a URI.")
                        .optional())
                .waits()
                .returns(Removal.DONE, "what was to be removed is not there any more")
                .returns(Removal.FAILED, "the address is none, or the database did not take it")
                .example("remove_ip_port($si, $sp, \"location\");")
                .does((context, ip, port, domain, aor) ->
                        new Removal(running()).removeAt(context, ip, port, domain, aor));
    }

    private void defineLookup(ModuleBuilder module) {
        module.function(
                        "lookup",
                        "Puts the contacts of an address in the place of the Request-URI; a GRUU leads to one.")
                .in(Dialect.NATIVE)
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text(
                                "flags",
                                "Flags with commas between: no-branches, to-branches-only, branch, "
                                        + "method-filtering, ua-filtering=/REGEX/, case-insensitive.")
                        .optional())
                .with(Argument.text("aor", "A URI in place of the Request-URI.").optional())
                .in(ROUTE, FAILURE_ROUTE)
                .edits()
                .returns(Lookup.FOUND, "contacts were found: the best is the Request-URI, others are branches")
                .returns(Lookup.NONE, "no contact")
                .returns(Lookup.METHOD_NOT_SUPPORTED, "there are contacts, and none takes this method")
                .returns(Lookup.FAILED, "the Request-URI is no address of record")
                .example("if (!lookup(\"location\", \"method-filtering\")) {\n    t_reply(404, \"Not Found\");"
                        + "\n    exit;\n}")
                .does((context, domain, flags, aor) -> new Lookup(running()).lookup(context, domain, flags, aor));
    }

    private void defineOlderLookups(ModuleBuilder module) {
        for (String name : List.of("lookup", "lookup_to_dset", "lookup_branches")) {
            String flags = switch (name) {
                case "lookup_to_dset" -> ",to-branches-only";
                case "lookup_branches" -> ",branch";
                default -> "";
            };
            String what = switch (name) {
                case "lookup_to_dset" -> "Makes branches of the contacts of an address.";
                case "lookup_branches" -> "Puts contacts in the place of the Request-URI and of all branches.";
                default -> "Puts the contacts of an address in the place of the Request-URI; a GRUU leads to one.";
            };
            module.function(name, what)
                    .in(Dialect.KAMAILIO)
                    .with(Argument.literal("domain", "The name of the table."))
                    .with(Argument.text("uri", "A URI in place of the Request-URI.")
                            .optional())
                    .in(ROUTE, FAILURE_ROUTE)
                    .edits()
                    .returns(Lookup.FOUND, "contacts were found")
                    .returns(Lookup.NONE, "no contact")
                    .returns(Lookup.METHOD_NOT_SUPPORTED, "there are contacts, and none takes this method")
                    .returns(Lookup.FAILED, "the URI is no address of record")
                    .example("if (!" + name + "(\"location\")) {\n    t_reply(404, \"Not Found\");\n    exit;\n}")
                    .does((context, domain, uri) ->
                            new Lookup(running()).lookup(context, domain, usual().lookup() + flags, uri));
        }
    }

    private UsualFlags usual() {
        return Objects.requireNonNull(usual);
    }

    // LONG: one function of the script after the other.
    private void defineQuestions(ModuleBuilder module) {
        module.function("is_registered", "Whether an address has a contact.")
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("aor", "A URI; else the To of a REGISTER, the From of other requests.")
                        .optional())
                .with(Argument.integer("match_option", "Does not matter: any contact counts.")
                        .optional())
                .with(Argument.integer("match_action", "Does not matter.").optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, ONREPLY_ROUTE, LOCAL_ROUTE)
                .returns(Registered.YES, "it has")
                .returns(Registered.NO, "it has not")
                .example("if (!is_registered(\"location\", $fu)) {\n    exit;\n}")
                .does((context, domain, aor, _, _) -> new Registered(running()).isRegistered(context, domain, aor));
        module.function("registered", "Whether an address has a contact.")
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("uri", "The address; the Request-URI if left out.")
                        .optional())
                .with(Argument.integer("match_option", "Does not matter.").optional())
                .with(Argument.integer("match_action", "Does not matter.").optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, ONREPLY_ROUTE, LOCAL_ROUTE)
                .returns(Registered.YES, "it has")
                .returns(Registered.NO, "it has not")
                .example("if (!registered(\"location\")) sl_send_reply(404, \"Not Found\");")
                .does((context, domain, uri, _, _) -> new Registered(running())
                        .isRegistered(
                                context,
                                domain,
                                uri == null ? context.request().uri().toString() : uri));
        module.function("is_contact_registered", "Whether an address has a certain contact.")
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("aor", "A URI; else the To of a REGISTER, the From of other requests.")
                        .optional())
                .with(Argument.text("contact", "The URI of the contact; else the first contact of the message.")
                        .optional())
                .with(Argument.text("callid", "The Call-ID that it was registered with.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, ONREPLY_ROUTE, LOCAL_ROUTE)
                .returns(Registered.YES, "it has")
                .returns(Registered.NO, "it has not")
                .example("if (is_contact_registered(\"location\", $fu, , $ci)) {\n    exit;\n}")
                .does((context, domain, aor, contact, callId) ->
                        new Registered(running()).isContactRegistered(context, domain, aor, contact, callId));
        module.function("is_ip_registered", "Whether a contact of an address is reached at an IP address.")
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("aor", "A URI; else the To of a REGISTER, the From of other requests.")
                        .optional())
                .with(Argument.value("ip", "The address, or a list of addresses."))
                .with(Argument.value("port", "The port, or a list of as many ports.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, ONREPLY_ROUTE, LOCAL_ROUTE)
                .returns(Registered.YES, "one is")
                .returns(Registered.NO, "none is")
                .example("if (is_ip_registered(\"location\", $tu, $si)) {\n    exit;\n}")
                .does((context, domain, aor, ips, ports) ->
                        new Registered(running()).isIpRegistered(context, domain, aor, ips, ports));
        module.function("add_sock_hdr", "Adds a header field that names the socket that the request came to.")
                .with(Argument.text("hdr_name", "The name of the header field."))
                .in(ROUTE)
                .edits()
                .returns(1, "it was added")
                .returns(-1, "the request has come by no socket")
                .example("add_sock_hdr(\"Sock-Info\");")
                .does((context, name) -> {
                    if (context.flow() == null) {
                        return -1;
                    }
                    context.message(context.request()
                            .edit()
                            .append(name, SocketNames.of(context.flow()))
                            .build());
                    return 1;
                });
    }

    private void defineFetching(ModuleBuilder module) {
        module.function("reg_fetch_contacts", "Puts the contacts of an address where `$ulc` reads them.")
                .with(Argument.literal("domain", "The name of the table."))
                .with(Argument.text("uri", "The address, a URI."))
                .with(Argument.literal("profile", "A name for them; what it stood for before is forgotten."))
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "there is one at least")
                .returns(-1, "there is none")
                .example("if (reg_fetch_contacts(\"location\", $fu, \"caller\")) {\n"
                        + "    xlog(\"$(ulc(caller=>addr)[0]) of $ulc(caller=>count)\");\n}")
                .does((context, domain, uri, profile) ->
                        FetchedContacts.fetch(context, running(), domain, uri, profile));
        module.function("reg_free_contacts", "Forgets what `reg_fetch_contacts` has got.")
                .with(Argument.literal("profile", "Its name."))
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "always")
                .example("reg_free_contacts(\"caller\");")
                .does((context, profile) -> FetchedContacts.free(context, profile));
        module.variable(
                        "ulc",
                        "What `reg_fetch_contacts` has got, as `$ulc(profile=>attribute)`: aor, domain and count; of "
                                + "a contact addr, path, received, expires, callid, q, cseq, flags, cflags, "
                                + "user_agent, socket, modified, methods, ruid, regid, instance. The first one if no index "
                                + "follows.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(false, new FetchedContacts());
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        RegistrarParameters set = Objects.requireNonNull(parameters);
        set.check();
        SecureRandom random = new SecureRandom();
        String secret = set.gruuSecret().isEmpty() ? secret(context.data(), random) : set.gruuSecret();
        running = new Running(
                set,
                Objects.requireNonNull(location).get(),
                context.clock(),
                random,
                new FlowTokens(context.core().layer().transport(), ("flow " + secret).getBytes(StandardCharsets.UTF_8)),
                new Gruu(secret, random),
                set.serviceRoute(),
                Objects.requireNonNull(accepted),
                Objects.requireNonNull(rejected));
    }

    /// A secret that outlives us, so that tokens and temporary URIs are good after a restart.
    private static String secret(Path folder, SecureRandom random) throws StartException {
        Path file = folder.resolve("registrar.secret");
        try {
            if (Files.exists(file)) {
                String known = Files.readString(file).strip();
                if (known.length() >= SECRET) {
                    return known;
                }
            }
            byte[] octets = new byte[SECRET];
            random.nextBytes(octets);
            String made = HexFormat.of().formatHex(octets);
            SecretFile.write(file, made);
            return made;
        } catch (IOException e) {
            throw new StartException(
                    StartException.Reason.FILE,
                    "The file " + file + " cannot be read or written: " + e.getMessage()
                            + ". Give the server a folder of its own with --data DIR, or set gruu_secret.",
                    e);
        }
    }
}
