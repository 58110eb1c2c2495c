package io.sidetone.sip.event;

/// The state of a resource as somebody has published it: a body and its type. Immutable.
public final class EventState {

    private final String contentType;
    private final byte[] octets;

    /// @param contentType as the Content-Type field has it
    /// @param octets are copied
    public EventState(String contentType, byte[] octets) {
        this.contentType = contentType;
        this.octets = octets.clone();
    }

    /// What the octets are, as the Content-Type field has it.
    public String contentType() {
        return contentType;
    }

    /// A copy of the octets.
    public byte[] octets() {
        return octets.clone();
    }

    /// How many octets there are.
    public int length() {
        return octets.length;
    }

    /// The type and the length; the octets may be private.
    @Override
    public String toString() {
        return contentType + ", " + octets.length + " octets";
    }
}
