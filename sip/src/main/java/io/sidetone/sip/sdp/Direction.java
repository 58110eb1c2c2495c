package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import org.jspecify.annotations.Nullable;

/// Which way media flow, seen by whoever wrote the description.
@Rfc(number = 8866, section = "6.7")
public enum Direction {
    /// Both ways; what holds if nothing is said.
    SENDRECV("sendrecv", true, true),
    /// Only from the one who says so.
    SENDONLY("sendonly", true, false),
    /// Only to the one who says so.
    RECVONLY("recvonly", false, true),
    /// Neither way.
    INACTIVE("inactive", false, false);

    private final String text;
    private final boolean sends;
    private final boolean receives;

    Direction(String text, boolean sends, boolean receives) {
        this.text = text;
        this.sends = sends;
        this.receives = receives;
    }

    /// The direction for the two ways.
    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    static @Nullable Direction of(SdpLine line) {
        if (line.isAttribute(SENDRECV.text)) {
            return SENDRECV;
        }
        if (line.isAttribute(SENDONLY.text)) {
            return SENDONLY;
        }
        if (line.isAttribute(RECVONLY.text)) {
            return RECVONLY;
        }
        return line.isAttribute(INACTIVE.text) ? INACTIVE : null;
    }

    /// The name of the attribute.
    public String text() {
        return text;
    }

    /// Whether the one who says so sends.
    public boolean sends() {
        return sends;
    }

    /// Whether the one who says so receives.
    public boolean receives() {
        return receives;
    }

    /// The same flow as the other side states it.
    public Direction reversed() {
        return of(receives, sends);
    }

    /// Whether an answer with that direction fits an offer with this one.
    @Rfc(number = 3264, section = "6.1")
    public boolean permitsAnswer(Direction answer) {
        // §6.1: the answerer sends only to who receives, and receives only from who sends.
        return (receives || !answer.sends) && (sends || !answer.receives);
    }
}
