package io.sidetone.modules.domain;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.domain.DomainTable.Domain;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.Type;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Lookup;
import io.sidetone.server.module.LookupParameters;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Reloadable;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.LocalDomains;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Module `domain`.
public final class DomainModule implements Module, Startable, Reloadable {

    private static final int FAILED = -3;

    private final Parameters parameters = new Parameters();
    private volatile @Nullable DomainTable table;
    private volatile @Nullable Lookup<String, List<Domain>> lookup;

    /// All domains, with db_mode 1.
    private volatile Map<String, Domain> all = Map.of();

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<String> dbUrl;
        private ModuleParameter<Long> dbMode;
        private ModuleParameter<String> domainTable;
        private ModuleParameter<String> domainCol;
        private ModuleParameter<String> attrsCol;
        private ModuleParameter<String> subdomainCol;
        private ModuleParameter<Long> registerMyself;
        private LookupParameters lookups;
    }

    /// Not yet started.
    public DomainModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("domain", "Knows from a database which domains this server is responsible for.");
        parameters.dbUrl = module.text("db_url", "", "The database; if it is empty, the server's own.");
        parameters.dbMode = module.integer(
                        "db_mode",
                        0,
                        "1 reads all domains at the start and by domain:reload; 0 asks the database for each domain "
                                + "in lower case, and remembers what it says for a while.")
                .between(0, 1);
        parameters.domainTable = module.text("domain_table", "domain", "The table of domains.");
        parameters.domainCol = module.text("domain_col", "domain", "The column of domains.");
        parameters.attrsCol = module.text("attrs_col", "attrs", "The column of attributes, if the table has it.");
        parameters.subdomainCol = module.text(
                        "subdomain_col",
                        "accept_subdomain",
                        "The column that says by a number above 0 that all below a domain is ours too, if there is "
                                + "it.")
                .or("accept_subdomain_col");
        parameters.registerMyself = module.integer(
                        "register_myself",
                        -1,
                        "Whether 'myself' means these domains too: 1 reads all domains as db_mode 1 does, 0 is "
                                + "no, -1 is yes with db_mode 1.")
                .between(-1, 1);
        for (String name : List.of("did_col", "domain_attrs_table", "name_col", "type_col", "value_col")) {
            module.ignored(name, Type.STRING, "attributes are a column of the domains");
        }
        parameters.lookups = LookupParameters.define(module, 600, 30, 30);
        defineFunctions(module);
        defineCommands(module);
        module.provides(LocalDomains.class, () -> (LocalDomains) this::isMyself);
    }

    private void defineFunctions(ModuleBuilder module) {
        Argument<@Nullable Output> attributes =
                Argument.output("attrs", "Gets the attributes of the domain.").optional();
        module.function("is_from_local", "Whether the domain of From is ours.")
                .in(ROUTE)
                .waits()
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "From holds no SIP URI")
                .returns(FAILED, "the database failed")
                .example("if (!is_from_local())\n    exit;")
                .with(attributes)
                .does((context, output) -> {
                    NameAddress from = context.message().from();
                    return from == null ? -2 : isLocal(context, from.uri(), output);
                });
        module.function("is_uri_host_local", "Whether the domain of the Request-URI is ours.")
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE)
                .waits()
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "it is no SIP URI")
                .returns(FAILED, "the database failed")
                .example("if (is_uri_host_local($var(attrs)))\n    log(\"ours: $var(attrs)\");")
                .with(attributes)
                .does((context, output) -> isLocal(context, context.request().uri(), output));
        module.function("is_domain_local", "Whether a domain is ours.")
                .waits()
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(FAILED, "the database failed")
                .example("if (is_domain_local($rd))\n    log(\"ours\");")
                .with(Argument.text("domain", "The domain."))
                .with(attributes)
                .does(this::isLocal);
        module.function("lookup_domain", "Whether a domain is ours.")
                .waits()
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(FAILED, "the database failed")
                .example("if (lookup_domain($fd))\n    log(\"ours\");")
                .with(Argument.text("domain", "The domain."))
                .with(Argument.text("prefix", "Does not matter: `is_domain_local` gives attributes.")
                        .optional())
                .does((context, domain, _) -> isLocal(context, domain, null));
    }

    private int isLocal(RoutingContext context, Uri uri, @Nullable Output output) {
        return uri instanceof SipUri sip ? isLocal(context, sip.host().text(), output) : -2;
    }

    private int isLocal(RoutingContext context, String domain, @Nullable Output output) {
        String host = Text.lower(domain);
        if (host.isEmpty()) {
            return -1;
        }
        if (isKept()) {
            return result(DomainTable.match(all, host), output);
        }
        return Objects.requireNonNull(lookup, "module domain was not started")
                .ask(
                        context,
                        host,
                        FAILED,
                        (_, found) -> result(
                                found.value().isEmpty() ? null : found.value().getFirst(), output));
    }

    private static int result(@Nullable Domain domain, @Nullable Output output) {
        if (domain == null) {
            return -1;
        }
        if (output != null && domain.attributes() != null) {
            output.set(domain.attributes());
        }
        return 1;
    }

    /// Whether all domains are in memory.
    private boolean isKept() {
        return parameters.dbMode.value() == 1 || parameters.registerMyself.value() == 1;
    }

    private boolean isMyself(String host) {
        return parameters.registerMyself.value() != 0 && DomainTable.match(all, host) != null;
    }

    private void defineCommands(ModuleBuilder module) {
        module.gauge("domains", "Domains that are in memory.", () -> all.size());
        module.command(new Command(
                "domain:reload",
                List.of("domain_reload", "domain.reload"),
                List.of(),
                "Reads the domains again.",
                _ -> {
                    try {
                        reload();
                        return "OK";
                    } catch (StartException e) {
                        throw new CommandException(500, String.valueOf(e.getMessage()));
                    }
                }));
        module.command(new Command(
                "domain:dump",
                List.of("domain_dump", "domain.dump"),
                List.of(),
                "Lists the domains that are in memory, with db_mode 1.",
                _ -> new TreeMap<>(all)
                        .values().stream().map(DomainModule::json).toList()));
    }

    private static Map<String, @Nullable Object> json(Domain domain) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("name", domain.name());
        one.put("attributes", domain.attributes());
        one.put("accept_subdomain", domain.subdomains());
        return one;
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        Database database = context.database(parameters.dbUrl.value());
        DomainTable made = new DomainTable(
                database,
                parameters.domainTable.value(),
                parameters.domainCol.value(),
                parameters.attrsCol.value(),
                parameters.subdomainCol.value());
        table = made;
        lookup = new Lookup<>(
                parameters.lookups.settings(), context.clock(), context.core().blocking(), made::find, List::isEmpty);
        reload();
    }

    @Override
    public void reload() throws StartException {
        try {
            if (isKept()) {
                all = Objects.requireNonNull(table, "module domain was not started")
                        .all();
            }
            Objects.requireNonNull(lookup).clear();
        } catch (DatabaseException e) {
            throw new StartException(Reason.DATABASE, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new StartException(Reason.CONFIGURATION, e.getMessage(), e);
        }
    }
}
