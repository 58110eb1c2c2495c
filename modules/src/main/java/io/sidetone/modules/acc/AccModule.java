package io.sidetone.modules.acc;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.LOCAL_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.SipUri;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Accounts what becomes of transactions: to the log, to a database, and as events.
public final class AccModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(AccModule.class.getName());

    private final AtomicBoolean warnedOfCalls = new AtomicBoolean();
    private final Map<String, ModuleParameter<String>> columns = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> earlyMedia;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> reportCancels;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> reportAcks;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Boolean> detectDirection;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Long> logLevel;

    @SuppressWarnings("NullAway.Init")
    private FlagRules rules;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<List<String>> extraFields;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<List<String>> legFields;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> databaseUrl;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> answeredTable;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> missedTable;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Long> queue;

    @SuppressWarnings("NullAway.Init")
    private Counter lines;

    @SuppressWarnings("NullAway.Init")
    private Counter written;

    @SuppressWarnings("NullAway.Init")
    private Counter lost;

    @SuppressWarnings("NullAway.Init")
    private Ledger.Events events;

    private @Nullable Ledger ledger;
    private @Nullable Rows rows;

    @Override
    public void define(ModuleBuilder module) {
        module.name("acc", "Accounts what becomes of transactions: to the log, to a database, and as events.");
        parameters(module);
        rules = new FlagRules(module);
        absent(module);
        tables(module);
        marking(module);
        requesting(module);
        AccVariables.define(module, this::ledger);
        ModuleEvent answered = event(module, "E_ACC_EVENT", "A transaction that is accounted has been answered.");
        ModuleEvent missed = event(module, "E_ACC_MISSED_EVENT", "A call that is accounted was taken by nobody.");
        events = new Ledger.Events(answered, missed, module.counter("events", "Records that were raised as events."));
        lines = module.counter("log_records", "Records that were logged.");
        written = module.counter("db_records", "Records that were written to the database.");
        lost = module.counter("db_lost", "Records that the database did not take, or for which there was no room.");
        module.gauge("db_waiting", "Records that wait for the database.", () -> rows == null ? 0 : rows.size());
    }

    private static ModuleEvent event(ModuleBuilder module, String name, String summary) {
        return module.event(
                name,
                summary,
                "method",
                "from_tag",
                "to_tag",
                "callid",
                "sip_code",
                "sip_reason",
                "time",
                "setuptime",
                "created");
    }

    private void parameters(ModuleBuilder module) {
        earlyMedia = module.flag("early_media", false, "Whether provisional replies with a body are accounted too.");
        reportCancels = module.flag("report_cancels", false, "Whether CANCELs can be accounted.")
                .changeable();
        reportAcks = module.flag("report_ack", false, "Whether ACKs can be accounted, at once when a script asks.")
                .changeable();
        detectDirection = module.flag(
                        "detect_direction",
                        false,
                        "Whether the tags stand as in the first request of the dialog, whoever has sent this one.")
                .changeable();
        extraFields = module.texts(
                "extra_fields", "Fields that records get, as `log: tag->name; tag`; `db:` and `evi:` too.");
        legFields = module.texts("leg_fields", "The same for each leg of a call.");
        logLevel = module.integer(
                        "log_level", 2, "The level of the log: -1 and less error, 1 warning, 2 and 3 info, 4 debug.")
                .between(-3, 4)
                .changeable();
        module.ignored("db_table_avp", Type.STRING, "a table is named in `do_accounting`");
        module.ignored("log_facility", Type.STRING, "the facility is the matter of the log's settings");
        module.ignored("aaa_url", Type.STRING, "there is no module for AAA protocols");
        module.ignored("service_type", Type.INTEGER, "there is no module for AAA protocols");
    }

    /// What older scripts may set.
    private static void absent(ModuleBuilder module) {
        for (String name : List.of(
                "cdr_enable",
                "cdr_log_enable",
                "cdr_start_on_confirmed",
                "cdr_extra_nullable",
                "cdr_duration_mode",
                "cdr_expired_dlg_enable",
                "cdr_on_failed",
                "cdr_extra_size")) {
            module.ignored(name, Type.INTEGER, "each transaction of a call is accounted by itself");
        }
        for (String name : List.of(
                "cdr_skip",
                "cdr_facility",
                "cdr_extra",
                "cdr_start_id",
                "cdr_end_id",
                "cdr_duration_id",
                "cdrs_table")) {
            module.ignored(name, Type.STRING, "each transaction of a call is accounted by itself");
        }
        for (String name : List.of("acc_prepare_flag", "acc_prepare_always", "clone_msg", "acc_extra_size")) {
            module.ignored(name, Type.INTEGER, "flags count until the transaction is answered");
        }
        module.ignored("acc_extra_nullable", Type.INTEGER, "what has no value is null in the database");
        module.ignored("reason_from_hf", Type.INTEGER, "the reason is the phrase of the reply");
        module.ignored("failed_filter", Type.STRING, "the script sets `failed_transaction_flag` where it wants that");
        module.ignored("multi_leg_info", Type.STRING, "legs are declared by `leg_fields`");
        module.ignored("db_insert_mode", Type.INTEGER, "records are written together, and nobody waits for them");
        module.ignored("db_version_check", Type.INTEGER, "tables are known by their columns");
        module.ignored("time_mode", Type.INTEGER, "times are as `time` has them; `created` holds the beginning");
        for (String name : List.of("time_attr", "time_exten", "time_format")) {
            module.ignored(name, Type.STRING, "times are as `time` has them");
        }
    }

    private void tables(ModuleBuilder module) {
        databaseUrl = module.text(
                "db_url", "", "The database; empty for the server's own, which is opened when it is first needed.");
        answeredTable = module.text("db_table_acc", "acc", "The table of answered transactions.");
        missedTable = module.text("db_table_missed_calls", "missed_calls", "The table of missed calls.");
        queue = module.integer("db_queue", 100_000, "How many records wait while the database is away; more are lost.")
                .between(1, 10_000_000);
        String[] standard = {"method", "from_tag", "to_tag", "callid", "sip_code", "sip_reason", "time"};
        for (String column : standard) {
            columns.put(column, module.text("acc_" + column + "_column", column, "What the column is called."));
        }
    }

    private void marking(ModuleBuilder module) {
        module.function("do_accounting", "Has the transaction accounted when it is over.")
                .with(Argument.text("type", "Where to: some of `log`, `db`, `evi`, with `|` between."))
                .with(Argument.text("flags", "What else: `missed` calls, `failed` transactions, with `|` between.")
                        .optional())
                .with(Argument.text("table", "The table of answered transactions, in place of `db_table_acc`.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "it will be, or it is a CANCEL or ACK that is not accounted")
                .example("if (is_method(\"INVITE\")) do_accounting(\"log|db\", \"missed|failed\");")
                .does(this::account);
        module.function("drop_accounting", "Accounts less, or nothing any more.")
                .with(Argument.text("type", "Where: as in `do_accounting`; all if it is left out.")
                        .optional())
                .with(Argument.text("flags", "What: as in `do_accounting`; all if it is left out.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "done")
                .returns(-1, "nothing is accounted")
                .example("drop_accounting(\"log\", \"missed\");")
                .does(this::drop);
        module.function("acc_new_leg", "Begins another leg of the call, whose values are all empty.")
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "done")
                .returns(-1, "there are no `leg_fields`, or too many legs")
                .example("acc_new_leg(); $acc_leg(caller) = $fu;")
                .does(context -> ledger().usesLegs()
                                && AccVariables.account(context, ledger()).newLeg()
                        ? 1
                        : -1);
    }

    private void requesting(ModuleBuilder module) {
        Argument<String> comment =
                Argument.text("comment", "How the request has ended: a status code and a phrase, `404 Not Found`.");
        module.function("acc_log_request", "Accounts the request to the log at once.")
                .with(comment)
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "done")
                .example("acc_log_request(\"404 Not Found\");")
                .does((context, text) -> request(context, Backend.LOG, text, null));
        module.function("acc_db_request", "Accounts the request to the database, without waiting for it.")
                .with(comment)
                .with(Argument.text("table", "The table; that of answered transactions if it is left out.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "it will be written")
                .example("acc_db_request(\"404 Not Found\", \"missed_calls\");")
                .does((context, text, table) -> request(context, Backend.DB, text, table));
        module.function("acc_request", "Does acc_log_request and acc_db_request.")
                .with(comment)
                .with(Argument.text("table", "The table; that of answered transactions if it is left out.")
                        .optional())
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "done")
                .example("acc_request(\"404 Not Found\", \"acc\");")
                .does((context, text, table) -> {
                    int _ = request(context, Backend.LOG, text, null);
                    return request(context, Backend.DB, text, table);
                });
        module.function("acc_evi_request", "Accounts the request as an event: E_ACC_EVENT for codes below 300.")
                .with(comment)
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE, LOCAL_ROUTE)
                .returns(1, "done")
                .example("acc_evi_request(\"404 Not Found\");")
                .does((context, text) -> request(context, Backend.EVI, text, null));
    }

    // ---- Start and end

    @Override
    public void start(ModuleContext context) throws StartException {
        List<String> declared = new ArrayList<>(extraFields.value());
        declared.addAll(rules.fields(context));
        Fields extras = Fields.parse("extra_fields", declared);
        Fields legs = Fields.parse("leg_fields", legFields.value());
        checkNames(extras, legs);
        TableShape shape = new TableShape(answeredTable.value(), missedTable.value(), this::column);
        Callable<Database> source = () -> context.database(databaseUrl.value());
        if (!databaseUrl.value().isEmpty()) {
            try {
                Database database = shape.known(context.database(databaseUrl.value()));
                source = () -> database;
            } catch (DatabaseException e) {
                throw new StartException(StartException.Reason.DATABASE, e.getMessage(), e);
            }
        }
        Rows made = new Rows(
                source, shape, context.core().blocking(), context.clock(), (int) (long) queue.value(), written, lost);
        LogLines log = new LogLines(logLevel, extras, legs, lines);
        rows = made;
        ledger = new Ledger(context.clock(), earlyMedia.value(), extras, legs, log, made, shape, events);
        context.every(Duration.ofSeconds(1), made::write);
        if (rules.isUsed()) {
            context.core().gates().add(this::follow);
        }
    }

    /// A request has come that flags may be set for.
    private boolean follow(RoutingContext context) {
        Method method = context.request().method();
        if (!method.equals(Method.ACK) && (!method.equals(Method.CANCEL) || reportCancels.value())) {
            AccVariables.account(context, ledger()).follow(context, rules, isUpstream(context, context.request()));
        }
        return true;
    }

    private String column(String standard) {
        ModuleParameter<String> parameter = columns.get(standard);
        return parameter == null ? standard : parameter.value();
    }

    private void checkNames(Fields extras, Fields legs) throws StartException {
        Set<String> names = new LinkedHashSet<>(List.of(answeredTable.value(), missedTable.value()));
        columns.values().forEach(parameter -> names.add(parameter.value()));
        extras.of(Backend.DB).forEach(field -> names.add(field.name()));
        legs.of(Backend.DB).forEach(field -> names.add(field.name()));
        for (String name : names) {
            if (!TableShape.isName(name)) {
                throw new StartException(
                        StartException.Reason.CONFIGURATION,
                        "acc: '" + name + "' is no name of a table or column. Use letters, digits and underscores.");
            }
        }
    }

    @Override
    public void stop() {
        if (rows != null) {
            rows.close();
        }
    }

    private Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    // ---- Functions

    private int account(RoutingContext context, String types, @Nullable String flags, @Nullable String table) {
        Set<Backend> backends = Backend.parse(types);
        Set<Backend.Option> options = flags == null ? EnumSet.noneOf(Backend.Option.class) : Backend.options(flags);
        if (options.contains(Backend.Option.CDR) && warnedOfCalls.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "do_accounting: 'cdr' needs the module 'dialog', which is not there: each transaction of the call "
                            + "is accounted by itself");
        }
        if (table != null) {
            TableShape.checked(table);
        }
        SipRequest received = received(context);
        Method method = received.method();
        if (method.equals(Method.CANCEL) && !reportCancels.value()) {
            return 1;
        }
        boolean upstream = isUpstream(context, received);
        Account account = AccVariables.account(context, ledger());
        if (method.equals(Method.ACK)) {
            if (reportAcks.value()) {
                Entry entry = account.entry(Account.parties(received, upstream), 200, "OK");
                backends.forEach(backend -> ledger().acknowledged(backend, entry, table == null ? "" : table));
            }
            return 1;
        }
        account.want(context.transaction(), received, upstream, backends, options, table);
        return 1;
    }

    private int drop(RoutingContext context, @Nullable String types, @Nullable String flags) {
        Set<Backend> backends = types == null ? EnumSet.allOf(Backend.class) : Backend.parse(types);
        Set<Backend.Option> options = flags == null ? null : Backend.options(flags);
        return AccVariables.account(context, ledger()).unwant(backends, options) ? 1 : -1;
    }

    private int request(RoutingContext context, Backend backend, String comment, @Nullable String table) {
        SipRequest received = received(context);
        boolean coded = comment.length() >= 3 && comment.chars().limit(3).allMatch(c -> c >= '0' && c <= '9');
        int code = coded ? Integer.parseInt(comment.substring(0, 3)) : 0;
        String reason = coded ? comment.substring(3).strip() : comment;
        Entry entry = AccVariables.account(context, ledger())
                .entry(Account.parties(received, isUpstream(context, received)), code, reason);
        ledger().requested(backend, entry, table);
        return 1;
    }

    /// Accounting is about what came, whatever a script has made of it.
    private static SipRequest received(RoutingContext context) {
        return context.received() instanceof SipRequest request ? request : context.request();
    }

    /// Whether the From of a request is the To of the one that has made the dialog: that one's From tag is in the
    /// route of ours.
    private boolean isUpstream(RoutingContext context, SipRequest received) {
        NameAddress from = received.from();
        if (!detectDirection.value() || from == null) {
            return false;
        }
        for (NameAddress route : received.all(Headers.ROUTE)) {
            if (route.uri() instanceof SipUri uri && context.core().myself().isMyself(uri)) {
                String first = uri.parameter("ftag");
                if (first != null) {
                    return !first.equals(from.tag());
                }
            }
        }
        return false;
    }
}
