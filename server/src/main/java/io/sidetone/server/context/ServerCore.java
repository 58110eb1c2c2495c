package io.sidetone.server.context;

import io.sidetone.script.LiveScript;
import io.sidetone.script.run.Host;
import io.sidetone.sip.proxy.Myself;
import io.sidetone.sip.transaction.TransactionLayer;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What all messages of a server share: the stack below them and the script above. Thread-safe.
///
/// @param layer transactions, and below them the transport
/// @param myself which addresses and domains are ours; asked anew for each message, since they can change
/// @param script the script in service
/// @param host what runs tell to
/// @param blocking runs what may wait: a virtual thread for each task
/// @param settings what scripts set for all messages
public record ServerCore(
        TransactionLayer layer,
        Supplier<Myself> myself,
        LiveScript script,
        Host host,
        Executor blocking,
        Supplier<RoutingSettings> settings) {}
