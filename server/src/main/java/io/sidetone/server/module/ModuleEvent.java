package io.sidetone.server.module;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a module tells to whoever wants to know: `event_route[NAME]`, and subscribers outside.
/// Thread-safe.
public final class ModuleEvent {

    /// Who is told.
    public interface Sink {

        /// An event has happened.
        ///
        /// @param namesAndValues name, value, name, value
        void raised(ModuleEvent event, @Nullable Object... namesAndValues);

        /// Whether anybody would be told of one.
        boolean hears(ModuleEvent event);
    }

    private final String name;
    private final String description;
    private final List<String> attributes;
    private volatile @Nullable Sink sink;

    ModuleEvent(String name, String description, List<String> attributes) {
        this.name = name;
        this.description = description;
        this.attributes = List.copyOf(attributes);
    }

    /// As event routes name it.
    public String name() {
        return name;
    }

    /// One sentence.
    public String description() {
        return description;
    }

    /// The names of what it carries.
    public List<String> attributes() {
        return attributes;
    }

    /// The same for who is told, under another name and with other attributes: what a script raises by itself.
    public ModuleEvent as(String other, List<String> names) {
        ModuleEvent event = new ModuleEvent(other, description, names);
        event.sink = sink;
        return event;
    }

    /// Whether anybody listens: who does not, need not gather what it carries.
    public boolean isHeard() {
        Sink listening = sink;
        return listening != null && listening.hears(this);
    }

    /// Tells it. Does not wait for who listens.
    ///
    /// @param values of the attributes, in their order
    public void raise(@Nullable Object... values) {
        Sink listening = sink;
        if (listening != null) {
            @Nullable Object[] pairs = new Object[2 * attributes.size()];
            for (int i = 0; i < attributes.size(); i++) {
                pairs[2 * i] = attributes.get(i);
                pairs[2 * i + 1] = i < values.length ? values[i] : null;
            }
            listening.raised(this, pairs);
        }
    }

    /// Tells it with more than its attributes, which only a configuration knows. Does not wait for who listens.
    ///
    /// @param more name, value, name, value
    /// @param values of the attributes, in their order
    public void raiseWith(List<? extends @Nullable Object> more, @Nullable Object... values) {
        Sink listening = sink;
        if (listening != null) {
            List<@Nullable Object> pairs = new ArrayList<>(2 * attributes.size() + more.size());
            for (int i = 0; i < attributes.size(); i++) {
                pairs.add(attributes.get(i));
                pairs.add(i < values.length ? values[i] : null);
            }
            pairs.addAll(more);
            listening.raised(this, pairs.toArray());
        }
    }

    /// Says who is told from now on.
    void sink(@Nullable Sink other) {
        sink = other;
    }
}
