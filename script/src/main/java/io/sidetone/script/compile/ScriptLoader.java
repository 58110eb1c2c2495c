package io.sidetone.script.compile;

import io.sidetone.script.run.ScriptConstants;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The class loader of one version of a script. It knows the version's classes by name and the objects that are
/// their constants.
final class ScriptLoader extends ScriptConstants {

    private final Map<String, byte[]> classes;
    private final Map<String, Object[]> constants;

    /// The loader of these classes.
    ///
    /// @param classes by their names
    /// @param constants by the names of the classes that hold them
    ScriptLoader(Map<String, byte[]> classes, Map<String, Object[]> constants) {
        super(ScriptConstants.class.getClassLoader());
        this.classes = new ConcurrentHashMap<>(classes);
        this.constants = new ConcurrentHashMap<>(constants);
    }

    @Override
    protected Object[] constants(String holder) {
        Object[] held = constants.remove(holder);
        if (held == null) {
            throw new IllegalArgumentException("No constants for " + holder);
        }
        return held;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] octets = classes.remove(name);
        if (octets == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, octets, 0, octets.length);
    }
}
