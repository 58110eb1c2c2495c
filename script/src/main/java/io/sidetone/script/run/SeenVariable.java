package io.sidetone.script.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variable that tells when it is written.
///
/// @param name without `$`
/// @param variable what does it
public record SeenVariable(String name, Variable variable) implements Variable {

    private void written(Run run, @Nullable Object key, @Nullable Object value) {
        XRay xRay = run.xRay();
        if (xRay != null) {
            xRay.written(run, "$" + name + (key == null ? "" : "(" + key + ")"), value);
        }
    }

    @Override
    public @Nullable Object get(Run run, @Nullable Object key) {
        return variable.get(run, key);
    }

    @Override
    public @Nullable Object get(Run run, @Nullable Object key, long index) {
        return variable.get(run, key, index);
    }

    @Override
    public List<?> all(Run run, @Nullable Object key) {
        return variable.all(run, key);
    }

    @Override
    public void set(Run run, @Nullable Object key, @Nullable Object value) {
        variable.set(run, key, value);
        written(run, key, value);
    }

    @Override
    public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
        variable.set(run, key, index, value);
        written(run, key, value);
    }

    @Override
    public void set(Run run, @Nullable Object key, String place, @Nullable Object value) {
        variable.set(run, key, place, value);
        written(run, key, value);
    }

    @Override
    public void replace(Run run, @Nullable Object key, @Nullable Object value) {
        variable.replace(run, key, value);
        written(run, key, value);
    }

    @Override
    public void replaceAll(Run run, @Nullable Object key, @Nullable Object value) {
        variable.replaceAll(run, key, value);
        written(run, key, value);
    }
}
