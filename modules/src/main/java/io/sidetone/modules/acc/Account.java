package io.sidetone.modules.acc;

import io.sidetone.script.source.Dialect;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is accounted of one transaction, and what scripts add to it. Keeps no message. Confined to the
/// transaction.
final class Account implements TransactionWatcher {

    private static final String KEY = "acc.account";
    private static final int MOST_LEGS = 32;

    private final Ledger ledger;
    private final Map<Backend, Set<Backend.Option>> wanted = new EnumMap<>(Backend.class);
    private final Map<String, String> extras = new HashMap<>(4);
    private final List<Map<String, String>> legs = new ArrayList<>(1);

    /// Failures since the last time that all had failed, by their status.
    private final Map<Integer, Final> finals = new HashMap<>(2);

    /// The last of them.
    private @Nullable Final last;

    /// Whether all have failed before, so that the best response may be an older one.
    private boolean again;

    private Entry.@Nullable Parties parties;
    private boolean upstream;
    private boolean invite;
    private @Nullable Instant created;
    private String table = "";

    /// What flags say; null where no script names any.
    private @Nullable FlagRules rules;

    /// Where the values of records are read from. Forgotten when all has ended.
    private @Nullable RoutingContext asked;

    private record Final(int code, @Nullable String tag, String phrase) {

        static Final of(SipResponse response) {
            NameAddress to = response.to();
            return new Final(response.statusCode(), to == null ? null : to.tag(), response.phrase());
        }

        static Final local(int code) {
            return new Final(
                    code,
                    null,
                    switch (code) {
                        case 408 -> "Request Timeout";
                        case 503 -> "Service Unavailable";
                        default -> "Failed";
                    });
        }
    }

    private Account(Ledger ledger) {
        this.ledger = ledger;
        legs.add(new HashMap<>(2));
    }

    /// That of a transaction, which has none at first.
    static Account of(RoutedTransaction transaction, Ledger ledger) {
        if (transaction.note(KEY) instanceof Account known) {
            return known;
        }
        Account made = new Account(ledger);
        transaction.note(KEY, made);
        return made;
    }

    // ---- What scripts say

    /// Accounts more from now on.
    ///
    /// @param request as it was received
    /// @param against whether it goes against the way of the first request of its dialog
    void want(
            RoutedTransaction transaction,
            SipRequest request,
            boolean against,
            Set<Backend> backends,
            Set<Backend.Option> options,
            @Nullable String intoTable) {
        if (parties == null) {
            parties = parties(request, against);
            upstream = against;
            invite = request.method().equals(Method.INVITE);
            // Kamailio has no columns for the beginning, and no fields in its log.
            created = transaction.version().dialect() == Dialect.KAMAILIO ? null : ledger.now();
            transaction.watch(this);
        }
        for (Backend backend : backends) {
            wanted.computeIfAbsent(backend, _ -> EnumSet.noneOf(Backend.Option.class))
                    .addAll(options);
        }
        if (intoTable != null) {
            table = intoTable;
        }
    }

    /// Accounts what flags say, whatever the script asks for.
    ///
    /// @param context of the request
    void follow(RoutingContext context, FlagRules flags, boolean against) {
        rules = flags;
        asked = context;
        want(context.transaction(), context.request(), against, Set.of(), Set.of(), null);
    }

    /// Accounts less from now on.
    ///
    /// @param options null for everything of these backends
    /// @return false if nothing was accounted
    boolean unwant(Set<Backend> backends, @Nullable Set<Backend.Option> options) {
        for (Backend backend : backends) {
            Set<Backend.Option> of = wanted.get(backend);
            if (of != null && options != null) {
                of.removeAll(options);
            } else {
                wanted.remove(backend);
            }
        }
        return parties != null;
    }

    static Entry.Parties parties(SipRequest request, boolean upstream) {
        String from = tag(request.from());
        String to = tag(request.to());
        String callId = request.callId();
        return new Entry.Parties(
                request.method().name(), upstream ? to : from, upstream ? from : to, callId == null ? "" : callId);
    }

    private static String tag(@Nullable NameAddress address) {
        String tag = address == null ? null : address.tag();
        return tag == null ? "" : tag;
    }

    Map<String, String> extras() {
        return extras;
    }

    /// Values of the legs, the last of which is the present one.
    List<Map<String, String>> legs() {
        return legs;
    }

    /// Begins another leg.
    ///
    /// @return false if there are too many
    boolean newLeg() {
        return legs.size() < MOST_LEGS && legs.add(new HashMap<>(2));
    }

    Entry entry(Entry.Parties about, int code, String reason) {
        Map<String, String> all = extras;
        RoutingContext from = asked;
        if (rules != null && from != null) {
            RoutingContext relayed = from.transaction().relayed();
            all = rules.values(relayed == null ? from : relayed);
            all.putAll(extras);
        }
        return new Entry(about, code, reason, ledger.now(), created, all, ledger.usesLegs() ? legs : List.of());
    }

    // ---- What becomes of it

    @Override
    public void received(RoutedTransaction transaction, Branch branch, SipResponse response) {
        if (response.isProvisional()) {
            if (response.bodyLength() > 0 && ledger.countsEarlyMedia()) {
                settled(transaction, Final.of(response));
            }
        } else if (!response.isSuccess()) {
            last = Final.of(response);
            finals.put(response.statusCode(), last);
        }
    }

    @Override
    public void failed(RoutedTransaction transaction, int status, @Nullable SipResponse response) {
        if (invite) {
            Final usual = last == null ? Final.local(again ? 408 : status) : last;
            missed(transaction, finals.getOrDefault(status, usual));
        }
        again = true;
        last = null;
        finals.clear();
    }

    @Override
    public void answered(RoutedTransaction transaction, SipResponse response) {
        // What is answered without a transaction is none that could be accounted; a CANCEL always is.
        if (transaction.proxy() != null || (parties != null && parties.method().equals("CANCEL"))) {
            Final sent = Final.of(response);
            if (invite && sent.code >= 300) {
                missed(transaction, sent);
            }
            settled(transaction, sent);
        }
    }

    @Override
    public void ended(RoutedTransaction transaction) {
        asked = null;
    }

    private void settled(RoutedTransaction transaction, Final reply) {
        for (Map.Entry<Backend, Set<Backend.Option>> each : wanted.entrySet()) {
            if (reply.code < 300 || each.getValue().contains(Backend.Option.FAILED)) {
                ledger.answered(each.getKey(), entry(about(reply), reply.code, reply.phrase), table);
            }
        }
        FlagRules flags = rules;
        if (flags != null) {
            for (Backend backend : Backend.values()) {
                if (flags.accounts(backend, transaction, reply.code)) {
                    ledger.answered(backend, entry(about(reply), reply.code, reply.phrase), table);
                }
            }
        }
    }

    /// Only the first failure counts, until a script asks again.
    private void missed(RoutedTransaction transaction, Final reply) {
        for (Map.Entry<Backend, Set<Backend.Option>> each : wanted.entrySet()) {
            if (each.getValue().remove(Backend.Option.MISSED)) {
                ledger.missed(each.getKey(), entry(about(reply), reply.code, reply.phrase));
            }
        }
        FlagRules flags = rules;
        if (flags != null) {
            for (Backend backend : Backend.values()) {
                if (flags.accountsMissed(backend, transaction)) {
                    ledger.missed(backend, entry(about(reply), reply.code, reply.phrase));
                }
            }
        }
    }

    private Entry.Parties about(Final reply) {
        Entry.Parties known = parties == null ? new Entry.Parties("", "", "", "") : parties;
        return known.answeredBy(reply.tag, upstream);
    }
}
