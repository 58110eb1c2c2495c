package io.sidetone.dist.sip.rtp;

import org.jspecify.annotations.Nullable;

/// Takes the packets of a stream and remembers what was in them. Thread-safe.
final class Listening {

    /// How many keys are remembered.
    private static final int MOST_KEYS = 1000;

    private final Spectrum spectrum = new Spectrum();
    private final StringBuilder keys = new StringBuilder();
    private final @Nullable Echo echo;
    private long packets;
    private long span;
    private int last = -1;

    /// Of which key a packet has told last; each press has a timestamp of its own.
    private int pressed;

    private boolean anyPressed;

    /// @param echo is told of all samples; null for nobody
    Listening(@Nullable Echo echo) {
        this.echo = echo;
    }

    /// @param events the payload type of telephone events; below 0 if they were not agreed on
    synchronized void take(RtpPacket packet, int events) {
        count(packet);
        if (packet.payloadType() == events) {
            press(packet);
            return;
        }
        for (G711 law : G711.values()) {
            if (packet.payloadType() == law.payloadType()) {
                short[] samples = law.decode(packet.payload());
                spectrum.add(samples);
                if (echo != null) {
                    echo.heard(samples);
                }
            }
        }
    }

    private void count(RtpPacket packet) {
        packets++;
        int step = last < 0 ? 1 : packet.after(last);
        if (step > 0) {
            span += step;
            last = packet.sequence();
        }
    }

    private void press(RtpPacket packet) {
        TelephoneEvent event = TelephoneEvent.parse(packet.payload());
        boolean known = anyPressed && pressed == packet.timestamp();
        if (event != null && !known && keys.length() < MOST_KEYS) {
            pressed = packet.timestamp();
            anyPressed = true;
            keys.append(event.key());
        }
    }

    synchronized Heard heard() {
        return new Heard(
                packets,
                Math.max(0, span - packets),
                spectrum.loud(),
                spectrum.strongest(),
                spectrum.share(),
                keys.toString());
    }
}
