package io.sidetone.script.ast;

/// What kind of a route block it is: when it runs and what it may do. The names of the constants are those of the
/// native dialect, in capitals.
public enum RouteKind {
    /// For requests; with a name also a sub-route that others call.
    ROUTE,
    /// For each branch of a request, before it is sent.
    BRANCH_ROUTE,
    /// For a transaction whose branches have all failed.
    FAILURE_ROUTE,
    /// For responses: all without a name, those of a transaction with one.
    ONREPLY_ROUTE,
    /// For errors in scripts and messages.
    ERROR_ROUTE,
    /// For requests that the server itself makes.
    LOCAL_ROUTE,
    /// Once after start.
    STARTUP_ROUTE,
    /// Again and again after an interval.
    TIMER_ROUTE,
    /// For events.
    EVENT_ROUTE,
    /// For each message before it leaves.
    ONSEND_ROUTE
}
