package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// What a message travels by.
@Rfc(number = 3263, section = "4.1")
@Rfc(number = 7118, section = "5.5")
public enum Transport {
    /// Datagrams.
    UDP("udp", false, 5060, "SIP+D2U", "_sip._udp"),
    /// A plain connection.
    TCP("tcp", false, 5060, "SIP+D2T", "_sip._tcp"),
    /// A connection that is secured by TLS.
    TLS("tls", true, 5061, "SIPS+D2T", "_sips._tcp"),
    /// A WebSocket. DNS announces it by NAPTR only.
    WS("ws", false, 80, "SIP+D2W", null),
    /// A WebSocket over TLS. DNS announces it by NAPTR only.
    WSS("wss", true, 443, "SIPS+D2W", null);

    private final String token;
    private final boolean secure;
    private final int defaultPort;
    private final String service;
    private final @Nullable String label;

    Transport(String token, boolean secure, int defaultPort, String service, @Nullable String label) {
        this.token = token;
        this.secure = secure;
        this.defaultPort = defaultPort;
        this.service = service;
        this.label = label;
    }

    /// The transport that a URI parameter or a Via header field names, in any case; null for one that we do
    /// not know.
    public static @Nullable Transport of(String token) {
        for (Transport transport : values()) {
            if (Text.equalsIgnoreCase(token, transport.token)) {
                return transport;
            }
        }
        return null;
    }

    /// The transport that the service field of a NAPTR record names, in any case; null for one that we do not
    /// know.
    static @Nullable Transport ofService(String service) {
        for (Transport transport : values()) {
            if (Text.equalsIgnoreCase(service, transport.service)) {
                return transport;
            }
        }
        return null;
    }

    /// The name in lower case, as a URI parameter has it.
    public String token() {
        return token;
    }

    /// Whether TLS protects it.
    public boolean isSecure() {
        return secure;
    }

    /// Whether it repeats what is lost by itself.
    public boolean isReliable() {
        return this != UDP;
    }

    /// The port where none is said.
    public int defaultPort() {
        return defaultPort;
    }

    /// What stands before the domain in the name of its SRV records; null if no standard says.
    @Nullable
    String label() {
        return label;
    }

    /// The transport that carries the same over TLS; null if there is none.
    @Nullable
    Transport secured() {
        return switch (this) {
            case UDP -> null;
            case TCP, TLS -> TLS;
            case WS, WSS -> WSS;
        };
    }
}
