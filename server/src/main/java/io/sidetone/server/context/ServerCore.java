package io.sidetone.server.context;

import io.sidetone.script.LiveScript;
import io.sidetone.script.run.Host;
import io.sidetone.sip.proxy.DirectForwarding;
import io.sidetone.sip.proxy.EdgeProxy;
import io.sidetone.sip.proxy.Myself;
import io.sidetone.sip.proxy.StatelessForwarding;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.FlowTokens;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What all messages of a server share: the stack below them and the script above. Thread-safe.
///
/// @param layer transactions, and below them the transport
/// @param myself which addresses and domains are ours now
/// @param script the script in service
/// @param host what runs tell to
/// @param stateless what forwarding without transactions needs
/// @param direct forwards without transactions
/// @param replies counts what is answered without a transaction
/// @param flows names flows, so that later requests find them
/// @param edge what goes into Record-Route and Path of neighbours behind flows
/// @param blocking runs what may wait: a virtual thread for each task
/// @param blacklists where nothing is sent to
/// @param settings what scripts set for all messages
/// @param gates are asked before the script is run for a request
public record ServerCore(
        TransactionLayer layer,
        Myself myself,
        LiveScript script,
        Host host,
        StatelessForwarding stateless,
        DirectForwarding direct,
        ReplyCounts replies,
        FlowTokens flows,
        EdgeProxy edge,
        Executor blocking,
        Blacklists blacklists,
        Supplier<RoutingSettings> settings,
        Gates gates) {}
