package io.sidetone.bench.compare;

import java.util.ArrayList;
import java.util.List;

/// What SIPp does with a server, again and again. Immutable.
///
/// @param transport what the messages go by, all the way
/// @param caller who begins, a file for SIPp
/// @param callees who answers; nobody where the server itself does
public record Traffic(Transport transport, String caller, List<Callee> callees) {

    /// Copies the list.
    public Traffic {
        callees = List.copyOf(callees);
    }

    /// Calls from one to another.
    static Traffic calls(Transport transport) {
        return new Traffic(transport, "caller.xml", List.of(new Callee("BOB", "callee.xml")));
    }

    /// Requests that the server answers.
    static Traffic requests(String caller) {
        return new Traffic(Transport.UDP, caller, List.of());
    }

    /// The same begun by somebody else.
    Traffic by(String other) {
        return new Traffic(transport, other, callees);
    }

    /// The same with one more who is called.
    Traffic and(String name, String scenario) {
        List<Callee> more = new ArrayList<>(callees);
        more.add(new Callee(name, scenario));
        return new Traffic(transport, caller, more);
    }
}
