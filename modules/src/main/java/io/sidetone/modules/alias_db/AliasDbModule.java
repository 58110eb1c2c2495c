package io.sidetone.modules.alias_db;

import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.run.Output;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
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
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Module `alias_db`.
public final class AliasDbModule implements Module, Startable, Reloadable {

    /// Whom one name is asked for.
    ///
    /// @param domain empty for any
    /// @param reverse whether the other name of a user is looked for, and not the user of another name
    private record Name(String table, String user, String domain, boolean reverse) {}

    private record Found(String user, String domain) {}

    private final Parameters parameters = new Parameters();
    private volatile @Nullable Lookup<Name, List<Found>> lookup;
    private volatile @Nullable Database database;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<String> dbUrl;
        private ModuleParameter<String> userColumn;
        private ModuleParameter<String> domainColumn;
        private ModuleParameter<String> aliasUserColumn;
        private ModuleParameter<String> aliasDomainColumn;
        private ModuleParameter<String> domainPrefix;
        private ModuleParameter<Boolean> appendBranches;
        private ModuleParameter<Boolean> useDomain;
        private LookupParameters lookups;
    }

    /// Not yet started.
    public AliasDbModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("alias_db", "Finds the user of another name, and the other name of a user, in a database.");
        parameters.dbUrl = module.text("db_url", "", "The database; if it is empty, the server's own.");
        parameters.userColumn = module.text("user_column", "username", "The column of users.");
        parameters.domainColumn = module.text("domain_column", "domain", "The column of their domains.");
        parameters.aliasUserColumn = module.text("alias_user_column", "alias_username", "The column of other names.");
        parameters.aliasDomainColumn =
                module.text("alias_domain_column", "alias_domain", "The column of the domains of other names.");
        parameters.domainPrefix = module.text(
                "domain_prefix",
                "",
                "What is taken off the front of a domain before it is looked for, such as 'sip.'.");
        parameters.appendBranches = module.flag(
                "append_branches", false, "Where a name stands for several users, make the others branches.");
        parameters.useDomain = module.flag(
                        "use_domain",
                        true,
                        "Whether the domain of a name is looked at; in Kamailio's scripts it is not by itself.")
                .forKamailio(false);
        parameters.lookups = LookupParameters.define(module, 600, 30, 30);
        module.function("alias_db_lookup", "Puts the user in the place of another name in the Request-URI.")
                .in(ROUTE, FAILURE_ROUTE)
                .waits()
                .edits()
                .returns(1, "the Request-URI was another name")
                .returns(-1, "it was not, or the database failed")
                .example("if (alias_db_lookup(\"dbaliases\"))\n    log(\"now $ru\");")
                .with(Argument.text("table", "The table of other names."))
                .with(flags())
                .does(this::lookUp);
        module.function("alias_db_find", "Finds the user of another name and writes his URI to a variable.")
                .waits()
                .returns(1, "it was found")
                .returns(-1, "it was not, or the database failed")
                .example("if (alias_db_find(\"dbaliases\", $fu, $avp(alias), \"r\"))\n    log(\"$avp(alias)\");")
                .with(Argument.text("table", "The table of other names."))
                .with(Argument.text("uri", "The SIP URI."))
                .with(Argument.output("found", "Gets the SIP URI."))
                .with(flags())
                .does(this::find);
        module.command("reload", "Forgets what is in memory.", List.of(), _ -> {
            reload();
            return "OK";
        });
    }

    private static Argument<@Nullable String> flags() {
        return Argument.text("flags", "d looks for the user part alone; r finds the other name of a user.")
                .optional();
    }

    private int lookUp(RoutingContext context, String table, @Nullable String flags) {
        if (!(context.request().uri() instanceof SipUri uri)) {
            return -1;
        }
        return ask(context, table, uri, flags, found -> {
            RoutingContext resumed = found.context();
            resumed.uri(found.uris().getFirst());
            if (parameters.appendBranches.value()) {
                found.uris().stream().skip(1).forEach(other -> resumed.more().add(new TargetDraft(other)));
            }
        });
    }

    private int find(RoutingContext context, String table, String text, Output output, @Nullable String flags) {
        try {
            return ask(
                    context,
                    table,
                    SipUri.parse(text),
                    flags,
                    found -> output.set(found.uris().getFirst().toString()));
        } catch (SyntaxException _) {
            return -1;
        }
    }

    /// @param uris at least one
    private record Result(RoutingContext context, List<SipUri> uris) {}

    private int ask(RoutingContext context, String table, SipUri uri, @Nullable String flags, Consumer<Result> then) {
        String user = uri.user();
        if (user == null || user.isEmpty()) {
            return -1;
        }
        boolean any = !parameters.useDomain.value() || (flags != null && flags.indexOf('d') >= 0);
        boolean reverse = flags != null && flags.indexOf('r') >= 0;
        Name name = new Name(table, user, any ? "" : domain(uri), reverse);
        return Objects.requireNonNull(lookup, "module alias_db was not started")
                .ask(context, name, -1, (resumed, found) -> {
                    List<SipUri> uris = uris(found.value(), uri);
                    if (uris.isEmpty()) {
                        return -1;
                    }
                    then.accept(new Result(resumed, uris));
                    return 1;
                });
    }

    private String domain(SipUri uri) {
        String domain = Text.lower(uri.host().text());
        String prefix = parameters.domainPrefix.value();
        return !prefix.isEmpty() && domain.startsWith(prefix) ? domain.substring(prefix.length()) : domain;
    }

    private static List<SipUri> uris(List<Found> all, SipUri asked) {
        List<SipUri> uris = new ArrayList<>(all.size());
        for (Found found : all) {
            try {
                // A domain may have a port behind it.
                SipUri place = found.domain().isEmpty()
                        ? SipUri.of(null, asked.host(), -1)
                        : SipUri.parse("sip:" + found.domain());
                uris.add(SipUri.of(found.user(), place.host(), place.port()));
            } catch (SyntaxException _) {
                // What is no domain cannot be called.
            }
        }
        return uris;
    }

    private List<Found> read(Name name) throws DatabaseException {
        Database from = Objects.requireNonNull(database);
        Engine engine = from.engine();
        String user = engine.quote(parameters.userColumn.value());
        String domain = engine.quote(parameters.domainColumn.value());
        String aliasUser = engine.quote(parameters.aliasUserColumn.value());
        String aliasDomain = engine.quote(parameters.aliasDomainColumn.value());
        String sql = "SELECT "
                + (name.reverse() ? aliasUser + ", " + aliasDomain : user + ", " + domain) + " FROM "
                + engine.quote(name.table()) + " WHERE " + (name.reverse() ? user : aliasUser) + " = ?"
                + (name.domain().isEmpty() ? "" : " AND " + (name.reverse() ? domain : aliasDomain) + " = ?");
        Object[] bound =
                name.domain().isEmpty() ? new Object[] {name.user()} : new Object[] {name.user(), name.domain()};
        return from.read(session -> session.query(sql, row -> new Found(row.text(1, ""), row.text(2, "")), bound));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        Database opened = context.database(parameters.dbUrl.value());
        try {
            for (ModuleParameter<String> column : List.of(
                    parameters.userColumn,
                    parameters.domainColumn,
                    parameters.aliasUserColumn,
                    parameters.aliasDomainColumn)) {
                opened.engine().quote(column.value());
            }
        } catch (IllegalArgumentException e) {
            throw new StartException(Reason.CONFIGURATION, e.getMessage(), e);
        }
        database = opened;
        lookup = new Lookup<>(
                parameters.lookups.settings(), context.clock(), context.core().blocking(), this::read, List::isEmpty);
    }

    @Override
    public void reload() {
        Objects.requireNonNull(lookup, "module alias_db was not started").clear();
    }
}
