package io.sidetone.sip.transaction;

/// One of the two machines of a server. Confined to its transaction's lock.
sealed interface ServerMachine permits InviteServerTransaction, NonInviteServerTransaction {

    /// Takes an event and names its effects, in the order they are to have.
    void receive(ServerEvent event, ServerEffects effects);

    /// Whether it is answered, by a 2xx if it is an INVITE: then only repetitions can come.
    boolean lingers();
}
