package io.sidetone.modules.speeddial;

import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.run.Resumption;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Engine;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Module `speeddial`. Thread-safe.
public final class SpeeddialModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(SpeeddialModule.class.getName());

    private final Parameters parameters = new Parameters();
    private volatile @Nullable Database database;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<String> dbUrl;
        private ModuleParameter<String> user;
        private ModuleParameter<String> domain;
        private ModuleParameter<String> shortUser;
        private ModuleParameter<String> shortDomain;
        private ModuleParameter<String> uri;
        private ModuleParameter<String> prefix;
        private ModuleParameter<Boolean> useDomain;
    }

    /// Not yet started.
    public SpeeddialModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("speeddial", "Finds what a short number stands for that a user has chosen.");
        parameters.dbUrl = module.text("db_url", "", "The database; if it is empty, the server's own.");
        parameters.user = module.text("user_column", "username", "The column of users.");
        parameters.domain = module.text("domain_column", "domain", "The column of their domains.");
        parameters.shortUser = module.text("sd_user_column", "sd_username", "The column of short numbers.");
        parameters.shortDomain = module.text("sd_domain_column", "sd_domain", "The column of their domains.");
        parameters.uri = module.text("new_uri_column", "new_uri", "The column of what they stand for.");
        parameters.prefix =
                module.text("domain_prefix", "", "What is taken off the front of a domain before it is looked for.");
        parameters.useDomain = module.flag("use_domain", false, "Whether domains are compared as well.");
        module.function("sd_lookup", "Puts what a short number stands for in the place of the Request-URI.")
                .in(ROUTE, FAILURE_ROUTE)
                .waits()
                .edits()
                .returns(1, "it is a short number")
                .returns(-1, "it is none, or the database failed")
                .example("if (sd_lookup(\"speed_dial\")) xlog(\"now $ru\\n\");")
                .with(Argument.text("table", "The table of short numbers."))
                .with(Argument.text("owner", "The URI of the user; that of the From if left out.")
                        .optional())
                .does(this::lookUp);
    }

    private int lookUp(RoutingContext context, String table, @Nullable String owner) {
        NameAddress from = context.request().from();
        Uri user = from == null ? null : from.uri();
        try {
            user = owner == null || owner.isEmpty() ? user : Uri.parse(owner);
        } catch (SyntaxException _) {
            return -1;
        }
        if (!(user instanceof SipUri whose)
                || !(context.request().uri() instanceof SipUri dialed)
                || whose.user() == null
                || dialed.user() == null) {
            return -1;
        }
        return context.await(() -> {
            Uri found = find(table, whose, dialed);
            Resumption resumption = run -> {
                if (found == null) {
                    return -1;
                }
                RoutingContext.of(run).uri(found);
                return 1;
            };
            return resumption;
        });
    }

    private @Nullable Uri find(String table, SipUri whose, SipUri dialed) {
        Database from = Objects.requireNonNull(database, "module speeddial was not started");
        Engine engine = from.engine();
        boolean domains = parameters.useDomain.value();
        try {
            String sql = "SELECT " + engine.quote(parameters.uri.value()) + " FROM " + engine.quote(table) + " WHERE "
                    + engine.quote(parameters.user.value()) + " = ? AND "
                    + engine.quote(parameters.shortUser.value()) + " = ?"
                    + (domains
                            ? " AND " + engine.quote(parameters.domain.value()) + " = ? AND "
                                    + engine.quote(parameters.shortDomain.value()) + " = ?"
                            : "");
            List<Object> bound = new ArrayList<>(
                    List.of(Objects.requireNonNull(whose.user()), Objects.requireNonNull(dialed.user())));
            if (domains) {
                bound.add(domain(whose));
                bound.add(domain(dialed));
            }
            String uri = from.read(session -> session.first(sql, row -> row.text(1, ""), bound.toArray()));
            return uri == null ? null : Uri.parse(uri.contains(":") ? uri : "sip:" + uri);
        } catch (DatabaseException | IllegalArgumentException | SyntaxException e) {
            LOG.log(Level.WARNING, "speeddial: {0} was not asked: {1}", table, e.getMessage());
            return null;
        }
    }

    private String domain(SipUri uri) {
        String domain = Text.lower(uri.host().text());
        String prefix = parameters.prefix.value();
        return !prefix.isEmpty() && domain.startsWith(prefix) ? domain.substring(prefix.length()) : domain;
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        database = context.database(parameters.dbUrl.value());
    }
}
