package io.sidetone.script.compile;

import java.util.List;

/// A method of a route's class. Immutable once its code is complete.
///
/// @param name of the method
/// @param kind what it returns
/// @param code its code, without the jump to a label at its start
record Part(String name, Kind kind, Assembly code) {

    /// What a method returns, and how it leaves the route.
    enum Kind {
        /// The whole route: its code.
        ROUTE,
        /// Statements: [#GO_ON], [#BREAK] or [#LEAVE].
        STATEMENTS,
        /// An expression: its value; the state says whether the route is to be left.
        EXPRESSION
    }

    static final int GO_ON = 0;
    static final int BREAK = 1;
    static final int LEAVE = 2;

    List<Integer> labels() {
        return code.labels();
    }
}
