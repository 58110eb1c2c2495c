package io.sidetone.server.module;

/// A feature that a script can load. An object of it serves one server.
///
/// ```java
/// public final class Hello implements Module {
///     public void define(ModuleBuilder module) {
///         module.name("hello", "Says hello.");
///         module.function("hello", "Answers with a 200.").does(context -> ...);
///     }
/// }
/// ```
public interface Module {

    /// Declares all that the module brings. Called once, before anything else, also where the module is not
    /// loaded: it must not do anything.
    void define(ModuleBuilder module);
}
