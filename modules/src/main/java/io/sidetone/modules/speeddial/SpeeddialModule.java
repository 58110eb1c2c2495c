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
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Module `speeddial`. Thread-safe.
public final class SpeeddialModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(SpeeddialModule.class.getName());

    private static final String USER = "user_column";
    private static final String DOMAIN = "domain_column";
    private static final String SHORT_USER = "sd_user_column";
    private static final String SHORT_DOMAIN = "sd_domain_column";
    private static final String URI = "new_uri_column";

    /// The names of columns, by the parameters that say them.
    private final Map<String, ModuleParameter<String>> columns = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> url;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> prefix;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> useDomain;

    private volatile @Nullable Database database;

    /// Not yet started.
    public SpeeddialModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("speeddial", "Finds what a short number stands for that a user has chosen.");
        url = module.text("db_url", "", "The database; if it is empty, the server's own.");
        column(module, USER, "username", "The column of users.");
        column(module, DOMAIN, "domain", "The column of their domains.");
        column(module, SHORT_USER, "sd_username", "The column of short numbers.");
        column(module, SHORT_DOMAIN, "sd_domain", "The column of their domains.");
        column(module, URI, "new_uri", "The column of what they stand for.");
        prefix = module.text("domain_prefix", "", "What is taken off the front of a domain before it is looked for.");
        useDomain = module.flag("use_domain", false, "Whether domains are compared as well.");
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

    private void column(ModuleBuilder module, String parameter, String usual, String summary) {
        columns.put(parameter, module.text(parameter, usual, summary));
    }

    /// A column, as SQL has it.
    private String column(Engine engine, String parameter) {
        return engine.quote(Objects.requireNonNull(columns.get(parameter)).value());
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
        boolean domains = useDomain.value();
        try {
            String sql = "SELECT " + column(engine, URI) + " FROM " + engine.quote(table) + " WHERE "
                    + column(engine, USER) + " = ? AND " + column(engine, SHORT_USER) + " = ?"
                    + (domains
                            ? " AND " + column(engine, DOMAIN) + " = ? AND " + column(engine, SHORT_DOMAIN) + " = ?"
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
        return domain.startsWith(prefix.value())
                ? domain.substring(prefix.value().length())
                : domain;
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        Database opened = context.database(url.value());
        try {
            columns.keySet().forEach(parameter -> column(opened.engine(), parameter));
        } catch (IllegalArgumentException e) {
            throw new StartException(Reason.CONFIGURATION, e.getMessage(), e);
        }
        database = opened;
    }
}
