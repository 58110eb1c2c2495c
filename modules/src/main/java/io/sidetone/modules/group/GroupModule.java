package io.sidetone.modules.group;

import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.auth.Authorized;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.BoundedMatcher;
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
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Module `group`.
public final class GroupModule implements Module, Startable, Reloadable {

    /// Who is looked for.
    ///
    /// @param domain empty where it does not matter
    private record Who(String user, String domain) {}

    /// A group whose members an expression names.
    private record Rule(Pattern expression, long group) {}

    private final Parameters parameters = new Parameters();
    private volatile @Nullable Database database;
    private volatile @Nullable Lookup<Who, Set<String>> lookup;
    private volatile List<Rule> rules = List.of();

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<String> dbUrl;
        private ModuleParameter<String> table;
        private ModuleParameter<String> userColumn;
        private ModuleParameter<String> domainColumn;
        private ModuleParameter<String> groupColumn;
        private ModuleParameter<Boolean> useDomain;
        private ModuleParameter<String> reTable;
        private ModuleParameter<String> reExpColumn;
        private ModuleParameter<String> reGidColumn;
        private ModuleParameter<Boolean> multipleGid;
        private LookupParameters lookups;
    }

    /// Not yet started.
    public GroupModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("group", "Knows from a database which groups users are in.");
        parameters.dbUrl = module.text("db_url", "", "The database; if it is empty, the server's own.");
        parameters.table = module.text("table", "grp", "The table of groups and their members.");
        parameters.userColumn = module.text("user_column", "username", "The column of users.");
        parameters.domainColumn = module.text("domain_column", "domain", "The column of their domains.");
        parameters.groupColumn = module.text("group_column", "grp", "The column of groups.");
        parameters.useDomain = module.flag("use_domain", true, "Whether users are told apart by their domain.");
        parameters.reTable = module.text(
                "re_table",
                "",
                "The table of groups whose members an expression names; if it is empty, there are none.");
        parameters.reExpColumn = module.text("re_exp_column", "reg_exp", "The column of expressions.");
        parameters.reGidColumn = module.text("re_gid_column", "group_id", "The column of the numbers of groups.");
        parameters.multipleGid = module.flag(
                "multiple_gid", true, "Whether db_get_user_group gives all groups that fit, and not just one.");
        parameters.lookups = LookupParameters.define(module, 600, 30, 30);
        Argument<String> uri = Argument.text(
                "uri", "Request-URI, To, From, Credentials for the name in those that were found right, or a SIP URI.");
        module.function("db_is_user_in", "Whether a user is in a group.")
                .or("is_user_in")
                .in(ROUTE, FAILURE_ROUTE)
                .waits()
                .returns(1, "he is")
                .returns(-1, "he is not, there is no such user, or the database failed")
                .example("if (db_is_user_in(\"From\", \"international\"))\n    log(\"may call abroad\");")
                .with(uri)
                .with(Argument.text("group", "The group."))
                .does(this::isIn);
        module.function(
                        "db_get_user_group",
                        "Finds the numbers of groups whose expression fits the URI of a user: sip:user@domain.")
                .or("get_user_group")
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "there is one at least")
                .returns(-1, "there is none")
                .example("if (db_get_user_group(\"From\", $avp(groups)))\n    log(\"in $(avp(groups)[*])\");")
                .with(uri)
                .with(Argument.output("groups", "Gets a number for each group."))
                .does(this::groups);
        module.command("reload", "Reads the expressions again, and forgets who is in memory.", List.of(), _ -> {
            try {
                reload();
                return "OK";
            } catch (StartException e) {
                throw new CommandException(500, String.valueOf(e.getMessage()));
            }
        });
    }

    private int isIn(RoutingContext context, String uri, String group) {
        Who who = who(context, uri);
        if (who == null) {
            return -1;
        }
        Who asked = parameters.useDomain.value() ? who : new Who(who.user(), "");
        return Objects.requireNonNull(lookup, "module group was not started")
                .ask(context, asked, -1, (_, found) -> found.value().contains(group) ? 1 : -1);
    }

    private int groups(RoutingContext context, String uri, Output groups) {
        Who who = who(context, uri);
        if (who == null) {
            return -1;
        }
        String address = "sip:" + who.user() + "@" + who.domain();
        int found = 0;
        for (Rule rule : rules) {
            if (BoundedMatcher.of(rule.expression(), address).find()) {
                groups.set(rule.group());
                found++;
                if (!parameters.multipleGid.value()) {
                    break;
                }
            }
        }
        return found > 0 ? 1 : -1;
    }

    private static @Nullable Who who(RoutingContext context, String text) {
        return switch (Text.lower(text)) {
            case "request-uri" -> who(context.request().uri());
            case "to" -> who(context.message().to());
            case "from" -> who(context.message().from());
            case "credentials" -> credentials(context);
            default -> {
                try {
                    yield who(SipUri.parse(text));
                } catch (SyntaxException _) {
                    yield null;
                }
            }
        };
    }

    private static @Nullable Who who(@Nullable NameAddress address) {
        return address == null ? null : who(address.uri());
    }

    private static @Nullable Who who(Uri uri) {
        String user = uri instanceof SipUri sip ? sip.user() : null;
        return uri instanceof SipUri sip && user != null && !user.isEmpty()
                ? new Who(user, Text.lower(sip.host().text()))
                : null;
    }

    private static @Nullable Who credentials(RoutingContext context) {
        String user = Authorized.user(context);
        if (user == null) {
            return null;
        }
        String name =
                String.valueOf(Authorized.of(context).getLast().credentials().username());
        String realm = Authorized.of(context).getLast().credentials().realm();
        int at = name.indexOf('@');
        return new Who(user, Text.lower(at >= 0 ? name.substring(at + 1) : String.valueOf(realm)));
    }

    private Set<String> read(Who who) throws DatabaseException {
        Database from = Objects.requireNonNull(database);
        Engine engine = from.engine();
        String sql = "SELECT " + engine.quote(parameters.groupColumn.value()) + " FROM "
                + engine.quote(parameters.table.value()) + " WHERE " + engine.quote(parameters.userColumn.value())
                + " = ?"
                + (who.domain().isEmpty() ? "" : " AND " + engine.quote(parameters.domainColumn.value()) + " = ?");
        Object[] bound = who.domain().isEmpty() ? new Object[] {who.user()} : new Object[] {who.user(), who.domain()};
        return Set.copyOf(from.read(session -> session.query(sql, row -> row.text(1, ""), bound)));
    }

    private List<Rule> readRules() throws DatabaseException, StartException {
        String table = parameters.reTable.value();
        if (table.isEmpty() || table.equals("NULL")) {
            return List.of();
        }
        Database from = Objects.requireNonNull(database);
        Engine engine = from.engine();
        String sql = "SELECT " + engine.quote(parameters.reExpColumn.value()) + ", "
                + engine.quote(parameters.reGidColumn.value()) + " FROM " + engine.quote(table);
        try {
            // What was written last counts first, as it always has.
            return from.read(session ->
                            session.query(sql, row -> new Rule(Pattern.compile(row.text(1, "")), row.number(2))))
                    .reversed();
        } catch (PatternSyntaxException e) {
            throw new StartException(
                    Reason.CONFIGURATION, "the table " + table + " holds no expression: " + e.getMessage());
        }
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        Database opened = context.database(parameters.dbUrl.value());
        database = opened;
        lookup = new Lookup<>(
                parameters.lookups.settings(), context.clock(), context.core().blocking(), this::read, Set::isEmpty);
        try {
            for (ModuleParameter<String> name :
                    List.of(parameters.table, parameters.userColumn, parameters.domainColumn, parameters.groupColumn)) {
                opened.engine().quote(name.value());
            }
        } catch (IllegalArgumentException e) {
            throw new StartException(Reason.CONFIGURATION, e.getMessage(), e);
        }
        reload();
    }

    @Override
    public void reload() throws StartException {
        try {
            rules = readRules();
            Objects.requireNonNull(lookup, "module group was not started").clear();
        } catch (DatabaseException e) {
            throw new StartException(Reason.DATABASE, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new StartException(Reason.CONFIGURATION, e.getMessage(), e);
        }
    }
}
