package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What a Via says of the socket that the message is sent from.
@Rfc(number = 3261, section = "18.1.1")
public enum SocketSlot implements FlowSlot {
    /// The transport as a Via has it, such as `UDP`.
    TRANSPORT("UDP") {
        @Override
        public byte[] text(Flow flow) {
            return Objects.requireNonNull(NAMES.get(flow.transport()));
        }
    },
    /// Host and port, such as `192.0.2.1:5060`.
    SENT_BY("0.0.0.0:5060") {
        @Override
        public byte[] text(Flow flow) {
            return flow.sentBy().text();
        }
    };

    private static final Map<Transport, byte[]> NAMES = new EnumMap<>(Transport.class);

    static {
        for (Transport transport : Transport.values()) {
            NAMES.put(transport, Text.encode(transport.name()));
        }
    }

    private final String placeholder;

    SocketSlot(String placeholder) {
        this.placeholder = placeholder;
    }

    @Override
    public String placeholder() {
        return placeholder;
    }
}
