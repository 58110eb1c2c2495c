package io.sidetone.modules.auth_db;

import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.LOCAL_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.auth.AuthModule;
import io.sidetone.modules.auth.Authenticator;
import io.sidetone.modules.auth.Authorized;
import io.sidetone.modules.auth.Side;
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
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseException.Kind;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Module `auth_db`.
public final class AuthDbModule implements Module, Startable, Reloadable {

    private static final String SUBSCRIBER = "subscriber";
    private static final int NO_AUTHORIZED_CREDENTIALS = -2;
    private static final int NO_USER = -4;

    private final Parameters parameters = new Parameters();
    private @Nullable Supplier<Authenticator> authenticator;
    private volatile @Nullable Users users;
    private volatile @Nullable UriTable uris;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<String> dbUrl;
        private ModuleParameter<Boolean> calculateHa1;
        private ModuleParameter<Boolean> useDomain;
        private ModuleParameter<String> loadCredentials;
        private ModuleParameter<Boolean> skipVersionCheck;
        private ModuleParameter<String> userColumn;
        private ModuleParameter<String> domainColumn;
        private ModuleParameter<String> passwordColumn;
        private ModuleParameter<String> passwordColumn2;
        private ModuleParameter<String> hashColumnSha256;
        private ModuleParameter<String> hashColumnSha512t256;
        private ModuleParameter<String> uriUserColumn;
        private ModuleParameter<String> uriDomainColumn;
        private ModuleParameter<String> uriUriuserColumn;
        private LookupParameters lookups;
    }

    /// Not yet started.
    public AuthDbModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("auth_db", "Checks credentials against users in a database, and keeps those of late in memory.");
        authenticator = module.requires(Authenticator.class);
        defineTable(module);
        defineCache(module);
        defineChecks(module);
        defineUsers(module);
        defineUris(module);
    }

    private void defineTable(ModuleBuilder module) {
        parameters.dbUrl = module.text("db_url", "", "The database; if it is empty, the server's own.");
        parameters.calculateHa1 = module.flag(
                "calculate_ha1",
                false,
                "Whether password_column holds passwords; else the columns hold HA1, the hash of name, realm and "
                        + "password.");
        parameters.useDomain = module.flag(
                        "use_domain",
                        true,
                        "Whether users are told apart by their domain: that of the name in the credentials, else the "
                                + "realm; in Kamailio's scripts they are not by themselves.")
                .forKamailio(false);
        parameters.loadCredentials = module.text(
                "load_credentials",
                "",
                "Columns whose values are put into variables when the credentials are right: "
                        + "'$avp(rpid)=rpid;email_address'.");
        parameters.skipVersionCheck =
                module.flag("skip_version_check", false, "Take tables of which the table 'version' says nothing.");
        module.ignored("version_table", Type.INTEGER, "`skip_version_check` says it");
        module.ignored("force_generate_avps", Type.INTEGER, "what is not there is null");
        parameters.userColumn = module.text("user_column", "username", "The column of names.");
        parameters.domainColumn = module.text("domain_column", "domain", "The column of domains.");
        parameters.passwordColumn = module.text(
                "password_column",
                "",
                "The column of HA1 by MD5, or of passwords. If it is empty: ha1, or password with calculate_ha1.");
        parameters.passwordColumn2 = module.text(
                "password_column_2",
                "ha1b",
                "The column of HA1 by MD5 for names that hold their domain, if the table has it.");
        parameters.hashColumnSha256 =
                module.text("hash_column_sha256", "ha1_sha256", "The column of HA1 by SHA-256, if the table has it.");
        parameters.hashColumnSha512t256 = module.text(
                "hash_column_sha512t256", "ha1_sha512t256", "The column of HA1 by SHA-512-256, if the table has it.");
        parameters.uriUserColumn =
                module.text("uri_user_column", "username", "The column of names in a table of URIs.");
        parameters.uriDomainColumn =
                module.text("uri_domain_column", "domain", "The column of domains in a table of URIs.");
        parameters.uriUriuserColumn =
                module.text("uri_uriuser_column", "uri_user", "The column of user parts in a table of URIs.");
    }

    private void defineCache(ModuleBuilder module) {
        parameters.lookups = LookupParameters.define(module, 7_200, 60, 10);
        module.gauge("users_in_memory", "Users, and names of nobody, that are in memory.", () -> {
            Users started = users;
            return started == null ? 0 : started.size();
        });
        module.command(new Command(
                "auth_db:reload",
                List.of(),
                List.of(),
                "Forgets the users that are in memory, and looks again which hashes all users have.",
                _ -> {
                    try {
                        reload();
                        return "OK";
                    } catch (StartException e) {
                        throw new CommandException(500, String.valueOf(e.getMessage()));
                    }
                }));
    }

    private void defineChecks(ModuleBuilder module) {
        for (Side side : Side.values()) {
            boolean www = side == Side.WWW;
            String name = www ? "www_authorize" : "proxy_authorize";
            AuthModule.codes(module.function(name, "Checks the credentials of the request against a table of users.")
                            .or(www ? "www_authenticate" : "proxy_authenticate")
                            .in(ROUTE)
                            .waits())
                    .example("if (!" + name + "(\"\", \"subscriber\")) {\n    "
                            + (www ? "www_challenge" : "proxy_challenge") + "(\"\", \"auth\");\n    exit;\n}")
                    .with(Argument.text(
                            "realm", "Empty for the domain of " + (www ? "To in a REGISTER, else " : "") + "of From."))
                    .with(Argument.text("table", "The table of users."))
                    .does((context, realm, table) -> users().authorize(context, side, realm, table, _ -> 1));
        }
        AuthModule.codes(module.function(
                                "auth_check",
                                "Does www_authorize for a REGISTER and proxy_authorize for all others; and checks, if "
                                        + "flags say so, that From and To name the same user as the credentials.")
                        .in(ROUTE)
                        .waits())
                .returns(-8, "the credentials are right, but From or To name somebody else")
                .example("if (!auth_check($fd, \"subscriber\", 1)) {\n    auth_challenge($fd);\n    exit;\n}")
                .with(Argument.text("realm", "The realm."))
                .with(Argument.text("table", "The table of users."))
                .with(Argument.integer(
                        "flags", "1 checks From, and To of a REGISTER or PUBLISH; 3 does not in calls and MESSAGE."))
                .does(this::authCheck);
    }

    private int authCheck(RoutingContext context, String realm, String table, Long flags) {
        Side side = context.request().method().equals(Method.REGISTER) ? Side.WWW : Side.PROXY;
        return users().authorize(
                        context,
                        side,
                        realm,
                        table,
                        checked -> (flags & 1) == 0 || Authorized.isSelf(checked, (flags & 2) != 0) ? 1 : -8);
    }

    private void defineUsers(ModuleBuilder module) {
        module.function("db_does_uri_exist", "Whether the user of a URI is in a table of users.")
                .in(ROUTE, FAILURE_ROUTE, LOCAL_ROUTE)
                .waits()
                .returns(1, "it is")
                .returns(-1, "this is no SIP URI, or the database failed")
                .returns(NO_USER, "the URI has no user part")
                .returns(-5, "it is not")
                .example("if (!db_does_uri_exist($ru, \"subscriber\"))\n    exit;")
                .with(Argument.text("uri", "The SIP URI."))
                .with(Argument.text("table", "The table of users."))
                .does((context, uri, table) -> exists(context, uri, table, false, -5));
        module.function(
                        "is_subscriber",
                        "Whether the user of a URI is in a table of users; if so, the columns of load_credentials are "
                                + "put into their variables.")
                .waits()
                .returns(1, "it is")
                .returns(-1, "it is not, or the database failed")
                .returns(NO_USER, "the URI has no user part")
                .example("if (!is_subscriber($ru, \"subscriber\", 3))\n    exit;")
                .with(Argument.text("uri", "The SIP URI."))
                .with(Argument.text("table", "The table of users."))
                .with(Argument.integer(
                                "flags", "2 puts nothing into variables; use_domain counts, whatever is said here.")
                        .optional())
                .does((context, uri, table, flags) ->
                        exists(context, uri, table, flags == null || (flags & 2) == 0, -1));
    }

    private int exists(RoutingContext context, String text, String table, boolean loads, int absent) {
        SipUri uri = uri(text);
        if (uri == null) {
            return -1;
        }
        String user = uri.user();
        return user == null || user.isEmpty()
                ? NO_USER
                : users().exists(context, table, user, Text.lower(uri.host().text()), loads, absent);
    }

    private static @Nullable SipUri uri(String text) {
        try {
            return SipUri.parse(text);
        } catch (SyntaxException _) {
            return null;
        }
    }

    private void defineUris(ModuleBuilder module) {
        for (boolean to : List.of(true, false)) {
            String field = to ? "To" : "From";
            String name = to ? "db_is_to_authorized" : "db_is_from_authorized";
            module.function(
                            name,
                            "Whether the user of the credentials that were found right may take the user part of "
                                    + field + " for his own, by a table of URIs.")
                    .in(ROUTE)
                    .waits()
                    .returns(1, "he may")
                    .returns(-1, field + " holds no SIP URI")
                    .returns(NO_AUTHORIZED_CREDENTIALS, "no credentials were found right")
                    .returns(NO_USER, field + " has no user part")
                    .returns(-8, "the database failed")
                    .returns(-9, "he may not")
                    .example("if (!" + name + "(\"uri\"))\n    exit;")
                    .with(Argument.text("table", "The table of URIs."))
                    .does((context, table) -> owns(context, table, to));
        }
        module.function("db_get_auth_id", "Finds name and realm of a user who may take a URI for his own.")
                .in(ROUTE, FAILURE_ROUTE, LOCAL_ROUTE)
                .waits()
                .returns(1, "they were found")
                .returns(-1, "this is no SIP URI, or one without a user part")
                .returns(-3, "the database failed")
                .returns(NO_USER, "there is no such user")
                .example("if (db_get_auth_id(\"uri\", $ru, $avp(name), $avp(realm)))\n    log(\"found\");")
                .with(Argument.text("table", "The table of URIs."))
                .with(Argument.text("uri", "The SIP URI."))
                .with(Argument.output("auth", "Gets the name."))
                .with(Argument.output("realm", "Gets the realm."))
                .does(this::owner);
    }

    private int owns(RoutingContext context, String table, boolean to) {
        List<Authorized> authorized = Authorized.of(context);
        String user = Authorized.user(context);
        if (authorized.isEmpty() || user == null) {
            return NO_AUTHORIZED_CREDENTIALS;
        }
        SipRequest request = context.request();
        NameAddress address = to ? request.to() : request.from();
        if (address == null || !(address.uri() instanceof SipUri uri)) {
            return -1;
        }
        String realm = authorized.getLast().credentials().realm();
        String uriUser = uri.user();
        return uriUser == null || uriUser.isEmpty()
                ? NO_USER
                : uris().owns(context, table, user, realm == null ? "" : realm, uriUser);
    }

    private int owner(RoutingContext context, String table, String text, Output auth, Output realm) {
        SipUri uri = uri(text);
        String user = uri == null ? null : uri.user();
        if (uri == null || user == null || user.isEmpty()) {
            return -1;
        }
        return uris().owner(context, table, user, Text.lower(uri.host().text()), owner -> {
            auth.set(owner.user());
            realm.set(owner.domain());
        });
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        List<StoredUser.Loaded> loaded = StoredUser.Loaded.parse(parameters.loadCredentials.value());
        if (loaded == null) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "load_credentials is '" + parameters.loadCredentials.value()
                            + "'. It takes columns with ';' between them, each with the variable in front that gets "
                            + "the value: $avp(rpid)=rpid;email_address.");
        }
        String password = parameters.passwordColumn.value();
        boolean plain = parameters.calculateHa1.value();
        SubscriberColumns columns = new SubscriberColumns(
                parameters.userColumn.value(),
                parameters.domainColumn.value(),
                !password.isEmpty() ? password : plain ? "password" : "ha1",
                parameters.passwordColumn2.value(),
                parameters.hashColumnSha256.value(),
                parameters.hashColumnSha512t256.value(),
                plain,
                parameters.useDomain.value(),
                !parameters.skipVersionCheck.value(),
                loaded);
        Lookup.Settings settings = parameters.lookups.settings();
        Database database = context.database(parameters.dbUrl.value());
        Authenticator checker = Objects.requireNonNull(authenticator).get();
        Users made = new Users(
                database,
                columns,
                checker,
                settings,
                context.clock(),
                context.core().blocking());
        uris = new UriTable(
                database,
                parameters.uriUserColumn.value(),
                parameters.uriDomainColumn.value(),
                parameters.uriUriuserColumn.value(),
                parameters.useDomain.value(),
                settings,
                context.clock(),
                context.core().blocking());
        openUsual(made);
        users = made;
        checker.addSource(made::verifiable);
    }

    /// The usual table is looked at now, so that the first phone need not wait for it. Scripts may name others.
    private static void openUsual(Users users) throws StartException {
        try {
            users.open(SUBSCRIBER);
        } catch (DatabaseException e) {
            if (e.kind() != Kind.SCHEMA && e.kind() != Kind.REFUSED) {
                throw new StartException(Reason.DATABASE, String.valueOf(e.getMessage()), e);
            }
        } catch (IllegalArgumentException e) {
            throw new StartException(Reason.CONFIGURATION, e.getMessage(), e);
        }
    }

    @Override
    public void reload() throws StartException {
        try {
            users().reload();
            uris().clear();
        } catch (DatabaseException e) {
            throw new StartException(Reason.DATABASE, String.valueOf(e.getMessage()), e);
        }
    }

    private Users users() {
        return Objects.requireNonNull(users, "module auth_db was not started");
    }

    private UriTable uris() {
        return Objects.requireNonNull(uris, "module auth_db was not started");
    }
}
