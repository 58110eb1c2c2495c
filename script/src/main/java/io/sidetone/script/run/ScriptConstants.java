package io.sidetone.script.run;

/// The class loader of a script, as its classes see it: where they get the objects from that are constants for
/// them, such as functions. Thread-safe.
public abstract class ScriptConstants extends ClassLoader {

    /// A loader below another one.
    protected ScriptConstants(ClassLoader parent) {
        super("script", parent);
    }

    /// Hands out the constants of a class, once.
    protected abstract Object[] constants(String holder);

    /// For the static initializers of compiled classes: their constants.
    public static Object[] of(Class<?> holder) {
        if (holder.getClassLoader() instanceof ScriptConstants loader) {
            return loader.constants(holder.getName());
        }
        throw new IllegalArgumentException(holder + " is of no script");
    }
}
