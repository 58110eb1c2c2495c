package io.sidetone.server.module;

import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What `modparam` can set, and its value. Thread-safe once the module is defined.
///
/// @param <T> Long, Boolean, String or a list of strings
public final class ModuleParameter<T> {

    private final String name;
    private final String description;
    private final T usual;

    /// Null where all dialects have the same.
    private @Nullable T usualOfKamailio;
    private final Type type;
    private final boolean repeated;
    private final BiFunction<T, Object, T> taking;
    private long minimum = Long.MIN_VALUE;
    private long maximum = Long.MAX_VALUE;
    private boolean changeable;
    private @Nullable String ignored;
    private Set<Dialect> dialects = EnumSet.allOf(Dialect.class);
    private final List<String> aliases = new ArrayList<>();
    private volatile T value;

    /// @param taking makes the new value of the present one and of what the script says
    ModuleParameter(
            String name, String description, T usual, Type type, boolean repeated, BiFunction<T, Object, T> taking) {
        this.name = name;
        this.description = description;
        this.usual = usual;
        this.type = type;
        this.repeated = repeated;
        this.taking = taking;
        this.value = usual;
    }

    /// One that is taken, as often as it is set, and does nothing.
    ///
    /// @param why the end of a sentence, as "there are no processes here"
    static ModuleParameter<Object> ignored(String name, Type type, String why) {
        return new ModuleParameter<Object>(name, "Does nothing: " + why + ".", "", type, true, (_, given) -> given)
                .ignored(why);
    }

    /// The least and the greatest number that it takes.
    public ModuleParameter<T> between(long least, long greatest) {
        minimum = least;
        maximum = greatest;
        return this;
    }

    /// The value where a script of Kamailio's does not say otherwise.
    public ModuleParameter<T> forKamailio(T other) {
        usualOfKamailio = other;
        return this;
    }

    /// It may be changed by a reload.
    public ModuleParameter<T> changeable() {
        changeable = true;
        return this;
    }

    /// It is taken and does nothing.
    ///
    /// @param why the end of a sentence, as "there are no processes here"
    public ModuleParameter<T> ignored(String why) {
        ignored = why;
        return this;
    }

    /// It counts in scripts of this dialect only: the other family means something else by its name.
    public ModuleParameter<T> in(Dialect dialect) {
        dialects = EnumSet.of(dialect);
        return this;
    }

    /// The dialects that it counts in.
    public Set<Dialect> dialects() {
        return Set.copyOf(dialects);
    }

    /// Why it does nothing; null if it does something.
    public @Nullable String whyIgnored() {
        return ignored;
    }

    /// Another name of it.
    public ModuleParameter<T> or(String alias) {
        aliases.add(alias);
        return this;
    }

    /// The value that counts now.
    public T value() {
        return value;
    }

    /// As scripts write it.
    public String name() {
        return name;
    }

    /// One sentence.
    public String description() {
        return description;
    }

    /// The value where no script says otherwise.
    public T usual() {
        return usual;
    }

    private T usual(Dialect dialect) {
        T other = usualOfKamailio;
        return dialect == Dialect.KAMAILIO && other != null ? other : usual;
    }

    /// Whether a reload may change it.
    public boolean isChangeable() {
        return changeable;
    }

    /// Other names.
    public List<String> aliases() {
        return List.copyOf(aliases);
    }

    /// Whether a script of a dialect means this one.
    boolean isNamed(String given, Dialect dialect) {
        return dialects.contains(dialect) && (name.equals(given) || aliases.contains(given));
    }

    /// How the script's checker knows it.
    List<SettingDefinition> definitions() {
        List<SettingDefinition> all = new ArrayList<>();
        all.add(definition(name));
        aliases.forEach(alias -> all.add(definition(alias)));
        return all;
    }

    private SettingDefinition definition(String as) {
        return new SettingDefinition(as, type, minimum, maximum, repeated, ignored, description, dialects);
    }

    /// The value after a script's settings, in their order; what is not set is as usual.
    T of(List<?> given, Dialect dialect) {
        T result = usual(dialect);
        for (Object one : given) {
            result = taking.apply(result, one);
        }
        return result;
    }

    /// Computes the value of a script and, if wanted, lets it count.
    ///
    /// @return whether it is another one than now
    boolean take(List<?> given, Dialect dialect, boolean apply) {
        T next = of(given, dialect);
        boolean same = next.equals(value);
        if (apply) {
            value = next;
        }
        return !same;
    }

    /// Sets the value of a module that is tested alone.
    public void set(@Nullable Object given) {
        value = given == null ? usual : taking.apply(usual, given);
    }
}
