package io.sidetone.modules.tm;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import java.util.ArrayList;
import java.util.List;

/// What is counted of all transactions. Thread-safe.
final class TmCounters implements TransactionWatcher {

    private static final int TRYING = 100;

    private final Counter requests;
    private final Counter received;
    private final Counter relayed;
    private final Counter local;

    /// By the first digit of the final response, from 2.
    private final List<Counter> byClass = new ArrayList<>();

    TmCounters(ModuleBuilder module) {
        requests = module.counter("relayed_requests", "Requests that were forwarded with a transaction.");
        received = module.counter("received_replies", "Replies that have come for transactions.");
        relayed = module.counter("relayed_replies", "Replies that have come for transactions and went back.");
        local = module.counter("local_replies", "Replies of transactions that were made here.");
        for (int i = 2; i <= 6; i++) {
            byClass.add(module.counter(i + "xx_transactions", "Transactions that have ended with a " + i + "xx."));
        }
    }

    void relayed() {
        requests.increment();
    }

    @Override
    public void received(RoutedTransaction transaction, Branch branch, SipResponse response) {
        received.increment();
        if (response.isProvisional() && response.statusCode() > TRYING) {
            relayed.increment();
        }
    }

    @Override
    public void answered(RoutedTransaction transaction, SipResponse response) {
        byClass.get(response.statusCode() / TRYING - 2).increment();
        boolean ours = !Heard.of(transaction).hasCome(response.statusCode());
        (ours ? local : relayed).increment();
    }
}
