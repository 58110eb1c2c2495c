package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.text.ByteWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The event packages that an element knows. Immutable.
@Rfc(number = 6665, section = "4.4.4")
public final class EventPackages {

    private final Map<EventType, EventPackage> packages = new LinkedHashMap<>();

    /// @throws IllegalArgumentException if two have the same name
    public EventPackages(List<EventPackage> packages) {
        for (EventPackage one : packages) {
            if (this.packages.put(one.type(), one) != null) {
                throw new IllegalArgumentException("Twice: " + one.type());
            }
        }
    }

    /// The package of a name, letter case and templates included; null if it is not known.
    public @Nullable EventPackage find(EventType type) {
        return packages.get(type);
    }

    /// All names, as Allow-Events lists them.
    public List<EventType> types() {
        return List.copyOf(packages.keySet());
    }

    /// The answer to a request for a package that is not known.
    @Rfc(number = 6665, section = "8.3.2")
    public Refusal badEvent() {
        ByteWriter types = new ByteWriter(64);
        for (EventType type : packages.keySet()) {
            types.text(types.length() == 0 ? "" : ", ").value(type);
        }
        return new Refusal(489, "Bad Event", HeaderName.ALLOW_EVENTS, types.toString());
    }
}
