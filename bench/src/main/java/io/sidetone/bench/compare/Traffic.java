package io.sidetone.bench.compare;

import java.util.ArrayList;
import java.util.List;

/// What SIPp does with a server, again and again. Immutable.
///
/// @param transport what the messages go by, all the way
/// @param caller who begins, a file for SIPp
/// @param callees who answers; nobody where the server itself does
/// @param users whom it takes as callers
/// @param variation how its INVITEs differ from those in the file
public record Traffic(Transport transport, String caller, List<Callee> callees, UserList users, Variation variation) {

    /// Copies the list.
    public Traffic {
        callees = List.copyOf(callees);
    }

    /// Calls from one to another.
    static Traffic calls(Transport transport) {
        return new Traffic(
                transport, "caller.xml", List.of(new Callee("BOB", "callee.xml")), UserList.USUAL, Variation.NONE);
    }

    /// Requests that the server answers.
    static Traffic requests(String caller) {
        return new Traffic(Transport.UDP, caller, List.of(), UserList.USUAL, Variation.NONE);
    }

    /// Calls to somebody who rings and rings.
    static Traffic held() {
        return new Traffic(
                Transport.UDP, "held.xml", List.of(new Callee("CAROL", "ringing.xml")), UserList.USUAL, Variation.NONE);
    }

    /// The same begun by somebody else.
    Traffic by(String other) {
        return new Traffic(transport, other, callees, users, variation);
    }

    /// The same with one more who is called.
    Traffic and(String name, String scenario) {
        List<Callee> more = new ArrayList<>(callees);
        more.add(new Callee(name, scenario));
        return new Traffic(transport, caller, more, users, variation);
    }

    /// The same for other users.
    Traffic of(UserList others) {
        return new Traffic(transport, caller, callees, others, variation);
    }

    /// The same with other INVITEs.
    Traffic with(Variation other) {
        return new Traffic(transport, caller, callees, users, other);
    }
}
