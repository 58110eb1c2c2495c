package io.sidetone.sip.transaction;

/// One of the two machines of a client. Confined to its transaction's lock.
sealed interface ClientMachine permits InviteClientTransaction, NonInviteClientTransaction {

    /// Takes an event and names its effects, in the order they are to have.
    void receive(ClientEvent event, ClientEffects effects);

    /// Whether it has its answer, a 2xx if it is an INVITE: then only repetitions can come, and further ones of these.
    boolean lingers();
}
