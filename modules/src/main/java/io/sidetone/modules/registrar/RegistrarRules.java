package io.sidetone.modules.registrar;

import io.sidetone.server.service.Binding;
import java.util.List;

/// How a [Registrar] decides where the RFC leaves it a choice. Immutable.
///
/// @param defaultExpires for how many seconds a contact is bound that does not say
/// @param minExpires the shortest time; 0 for any
/// @param maxExpires the longest time; 0 for [Registrar#LONGEST]
/// @param refusesShort whether a time that is too short is refused; else it is made longer
/// @param deviation by how many seconds a time is made longer or shorter at random, at most
/// @param defaultQ how much a contact is preferred that does not say; [Binding#ABSENT] to leave it open
/// @param maxContacts how many bindings an address may have; 0 for [Registrar#MOST_BINDINGS]
/// @param makesRoom whether the oldest bindings go when there are too many; else the new ones are refused
/// @param matching which bindings a contact replaces
/// @param takesRepeatedCseq whether a request counts that repeats the CSeq of the one before it
/// @param retransmissionSeconds for how long a request that repeats the CSeq is a retransmission of the one
///     before
/// @param pushParameters the URI parameters that tell a device from all others if it has all of them; empty for
///     none
/// @param outbound whether flows of devices are known
record RegistrarRules(
        long defaultExpires,
        long minExpires,
        long maxExpires,
        boolean refusesShort,
        long deviation,
        int defaultQ,
        int maxContacts,
        boolean makesRoom,
        Matching matching,
        boolean takesRepeatedCseq,
        long retransmissionSeconds,
        List<String> pushParameters,
        boolean outbound) {

    /// What the parameters of the modules are unless a script sets them.
    static final RegistrarRules DEFAULT = new RegistrarRules(
            3600, 60, 0, false, 0, Binding.ABSENT, 0, false, Matching.BY_URI, true, 20, List.of(), true);

    RegistrarRules {
        pushParameters = List.copyOf(pushParameters);
    }

    /// The same with other limits of time.
    RegistrarRules withExpires(long least, long most, boolean refuses) {
        return new RegistrarRules(
                defaultExpires,
                least,
                most,
                refuses,
                deviation,
                defaultQ,
                maxContacts,
                makesRoom,
                matching,
                takesRepeatedCseq,
                retransmissionSeconds,
                pushParameters,
                outbound);
    }

    /// The same with another limit of bindings.
    RegistrarRules withMaxContacts(int most, boolean makes) {
        return new RegistrarRules(
                defaultExpires,
                minExpires,
                maxExpires,
                refusesShort,
                deviation,
                defaultQ,
                most,
                makes,
                matching,
                takesRepeatedCseq,
                retransmissionSeconds,
                pushParameters,
                outbound);
    }

    /// The same with another way to match.
    RegistrarRules withMatching(Matching other) {
        return new RegistrarRules(
                defaultExpires,
                minExpires,
                maxExpires,
                refusesShort,
                deviation,
                defaultQ,
                maxContacts,
                makesRoom,
                other,
                takesRepeatedCseq,
                retransmissionSeconds,
                pushParameters,
                outbound);
    }

    /// The same, taking a repeated CSeq or not.
    RegistrarRules withRepeatedCseq(boolean takes, long seconds) {
        return new RegistrarRules(
                defaultExpires,
                minExpires,
                maxExpires,
                refusesShort,
                deviation,
                defaultQ,
                maxContacts,
                makesRoom,
                matching,
                takes,
                seconds,
                pushParameters,
                outbound);
    }

    /// The same with other parameters that tell devices apart.
    RegistrarRules withPush(List<String> parameters) {
        return new RegistrarRules(
                defaultExpires,
                minExpires,
                maxExpires,
                refusesShort,
                deviation,
                defaultQ,
                maxContacts,
                makesRoom,
                matching,
                takesRepeatedCseq,
                retransmissionSeconds,
                parameters,
                outbound);
    }
}
