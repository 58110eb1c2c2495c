package io.sidetone.modules.messages;

import io.sidetone.script.ast.RouteKind;

/// The route blocks that sorts of functions may be called in. Thread-safe: only functions.
public final class Routes {

    private Routes() {}

    /// Those that have a message.
    public static RouteKind[] withMessage() {
        return new RouteKind[] {
            RouteKind.ROUTE,
            RouteKind.BRANCH_ROUTE,
            RouteKind.FAILURE_ROUTE,
            RouteKind.ONREPLY_ROUTE,
            RouteKind.ERROR_ROUTE,
            RouteKind.LOCAL_ROUTE,
            RouteKind.ONSEND_ROUTE
        };
    }

    /// Those that have a request which can be changed.
    public static RouteKind[] withRequest() {
        return new RouteKind[] {RouteKind.ROUTE, RouteKind.BRANCH_ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.LOCAL_ROUTE
        };
    }

    /// Those that have a request which can be answered.
    public static RouteKind[] withAnswer() {
        return new RouteKind[] {RouteKind.ROUTE, RouteKind.BRANCH_ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.ERROR_ROUTE
        };
    }
}
