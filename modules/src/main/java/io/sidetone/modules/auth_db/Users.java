package io.sidetone.modules.auth_db;

import io.sidetone.modules.auth.Attempt;
import io.sidetone.modules.auth.Authenticator;
import io.sidetone.modules.auth.Side;
import io.sidetone.server.context.Avps;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Lookup;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestVerdict;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The users in a database, those of late also in memory. Thread-safe.
final class Users {

    /// How many tables scripts may name in the end: their names may come from variables.
    private static final int TABLE_LIMIT = 64;

    private static final int FAILURE_LIMIT = 10_000;

    /// Who failed is looked up again, as a password may have been changed or a user added just now; but not again
    /// within this time.
    ///
    /// The rule is the same for users that are and that are not, and does not ask what is in memory for others'
    /// sake: else the time that an answer takes would tell who is a user, or was here lately.
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(Users.class.getName());

    /// Who is looked for.
    ///
    /// @param domain empty where users are not told apart by it
    private record Who(String table, String user, String domain) {}

    /// What is known of somebody.
    ///
    /// @param user null if there is no such user
    private record Answer(SubscriberTable table, @Nullable StoredUser user) {}

    /// A check that waits for its user.
    ///
    /// @param read whether the user was read for this check, and not for another before
    private record Check(Side side, Attempt.Open attempt, Who who, boolean read, ToIntFunction<RoutingContext> more) {}

    private final Database database;
    private final SubscriberColumns columns;
    private final Authenticator authenticator;
    private final Lookup<Who, Answer> lookup;
    private final Clock clock;
    private final Map<String, SubscriberTable> tables = new ConcurrentHashMap<>();

    /// When who failed was read; guarded by itself.
    private final Map<Who, Long> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Long> eldest) {
            return size() > FAILURE_LIMIT;
        }
    };

    Users(
            Database database,
            SubscriberColumns columns,
            Authenticator authenticator,
            Lookup.Settings settings,
            Clock clock,
            Executor blocking) {
        this.database = database;
        this.columns = columns;
        this.authenticator = authenticator;
        this.clock = clock;
        this.lookup = new Lookup<>(settings, clock, blocking, this::read, answer -> answer.user() == null);
    }

    /// What all users of all tables that are in use can be checked with.
    Set<DigestAlgorithm> verifiable() {
        Set<DigestAlgorithm> all = EnumSet.allOf(DigestAlgorithm.class);
        tables.values().forEach(table -> all.retainAll(table.verifiable()));
        return all;
    }

    /// Looks a table up, so that nobody has to wait for that later. Waits.
    SubscriberTable open(String name) throws DatabaseException {
        SubscriberTable known = tables.get(name);
        if (known != null) {
            return known;
        }
        SubscriberTable table = SubscriberTable.open(database, name, columns);
        if (tables.size() < TABLE_LIMIT) {
            tables.put(name, table);
        }
        return table;
    }

    /// Forgets all users, and looks the tables up again. Waits.
    ///
    /// @throws DatabaseException if that fails: then the tables are as they were
    void reload() throws DatabaseException {
        for (String name : List.copyOf(tables.keySet())) {
            tables.put(name, SubscriberTable.open(database, name, columns));
        }
        lookup.clear();
    }

    /// How many users, and names of nobody, are in memory.
    int size() {
        return lookup.size();
    }

    private Answer read(Who who) throws DatabaseException {
        SubscriberTable table = open(who.table());
        StoredUser user = database.read(session -> table.read(session, who.user(), who.domain()));
        return new Answer(table, user);
    }

    /// Checks the credentials of a request: what a function returns that may wait.
    ///
    /// @param more what else is checked of a request whose credentials are right, and what is returned for it
    int authorize(RoutingContext context, Side side, String realm, String table, ToIntFunction<RoutingContext> more) {
        return switch (authenticator.begin(context, side, realm, "table:" + table)) {
            case Attempt.Decided decided -> {
                int code = decided.code() == Authenticator.AUTHORIZED ? more.applyAsInt(context) : decided.code();
                yield tables.containsKey(table) ? code : openFor(context, table, code);
            }
            case Attempt.Open open -> {
                String domain = open.domain();
                Who who = who(table, open.user(), domain == null ? open.realm() : domain);
                yield lookup.ask(context, who, Authenticator.told(context, Authenticator.ERROR), (resumed, found) -> {
                    boolean read = found.age().isZero();
                    return check(resumed, new Check(side, open, who, read, more), found.value());
                });
            }
        };
    }

    private Who who(String table, String user, String domain) {
        return new Who(table, user, columns.useDomain() ? domain : "");
    }

    /// The challenge that follows has to know what the users of the table can be checked with.
    private int openFor(RoutingContext context, String table, int code) {
        int failure = Authenticator.told(context, Authenticator.ERROR);
        return context.await(() -> {
            try {
                open(table);
                return _ -> code;
            } catch (DatabaseException | IllegalArgumentException e) {
                LOG.log(Level.WARNING, "Users cannot be looked up: {0}", e.getMessage());
                return _ -> failure;
            }
        });
    }

    private int check(RoutingContext context, Check check, Answer answer) {
        StoredUser user = answer.user();
        Attempt.Open attempt = check.attempt();
        DigestVerdict verdict = user == null ? null : verdict(attempt, answer.table(), user);
        boolean failed = verdict == null
                || verdict == DigestVerdict.WRONG_RESPONSE
                || verdict == DigestVerdict.UNKNOWN_ALGORITHM;
        if (failed && isReadAgain(check)) {
            Check last = new Check(check.side(), attempt, check.who(), true, check.more());
            return lookup.readFor(
                    context,
                    check.who(),
                    Authenticator.told(context, Authenticator.ERROR),
                    (resumed, found) -> check(resumed, last, found.value()));
        }
        if (user == null || verdict == null) {
            return authenticator.unknown(context, attempt, columns.plain());
        }
        int code = authenticator.conclude(context, check.side(), attempt, verdict);
        if (code != Authenticator.AUTHORIZED) {
            return code;
        }
        load(context, user);
        return check.more().applyAsInt(context);
    }

    /// Whether who has failed is looked up once more.
    private boolean isReadAgain(Check check) {
        long now = clock.nanoTime();
        synchronized (failures) {
            Long before = failures.get(check.who());
            boolean again = !check.read() && (before == null || now - before >= SETTLED.toNanos());
            if (check.read()) {
                failures.put(check.who(), now);
            }
            return again;
        }
    }

    private DigestVerdict verdict(Attempt.Open attempt, SubscriberTable table, StoredUser user) {
        DigestSecret secret = attempt.domain() == null ? user.secret() : user.secretWithDomain();
        if (secret != null && secret.serves(attempt.algorithm())) {
            return authenticator.verify(attempt, secret);
        }
        if (attempt.domain() == null && table.lacks(attempt.algorithm())) {
            LOG.log(
                    Level.WARNING,
                    "{0} is offered no more: there is no hash of it for {1} in the table {2}",
                    attempt.algorithm().text(),
                    attempt.user(),
                    table.name());
        }
        return DigestVerdict.UNKNOWN_ALGORITHM;
    }

    private void load(RoutingContext context, StoredUser user) {
        Avps avps = context.transaction().avps();
        for (int i = 0; i < columns.loaded().size(); i++) {
            Object value = user.values().get(i);
            if (value != null) {
                avps.push(columns.loaded().get(i).avp(), value);
            }
        }
    }

    /// Whether there is a user: what a function returns that may wait.
    ///
    /// @param loads whether the columns of `load_credentials` are put into their variables
    /// @param absent what the function returns if there is none
    int exists(RoutingContext context, String table, String user, String domain, boolean loads, int absent) {
        return lookup.ask(context, who(table, user, domain), -1, (resumed, found) -> {
            StoredUser stored = found.value().user();
            if (stored == null) {
                return absent;
            }
            if (loads) {
                load(resumed, stored);
            }
            return 1;
        });
    }
}
