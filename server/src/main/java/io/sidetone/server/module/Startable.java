package io.sidetone.server.module;

/// A module that has something to do when the server starts, and when it ends.
public interface Startable {

    /// Starts, when all parameters are set, and everything is started that this module requires. May wait.
    ///
    /// @throws StartException if the server cannot run like this
    void start(ModuleContext context) throws StartException;

    /// Ends: what is to be kept is written. May wait, but not for long.
    default void stop() {}
}
