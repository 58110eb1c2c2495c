package io.sidetone.server.service;

import org.jspecify.annotations.Nullable;

/// Bindings were not changed, since a database did not take the change, or too many changes wait.
public final class LocationException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean passing;

    /// @param passing whether the same may succeed later
    public LocationException(String message, boolean passing, @Nullable Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /// Whether the same may succeed later: 503, else 500.
    public boolean isPassing() {
        return passing;
    }
}
