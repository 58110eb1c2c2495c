package io.sidetone.server.module;

/// A module that reads something from outside, which it reads again when the operator reloads.
public interface Reloadable {

    /// Reads it again. What was there before stays if this fails. May wait.
    ///
    /// @throws StartException if it cannot be read
    void reload() throws StartException;
}
