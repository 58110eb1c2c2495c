package io.sidetone.dist.sip;

import io.sidetone.dist.sip.rtp.Heard;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.ua.Body;
import io.sidetone.sip.ua.Call;
import io.sidetone.sip.ua.CallEnd;
import io.sidetone.sip.ua.CallHandler;
import io.sidetone.sip.ua.IncomingRequest;
import io.sidetone.sip.ua.Offer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What becomes of a call that has audio: agrees on it, notes the keys that come by INFO. Thread-safe.
final class Talk implements CallHandler {

    /// The content type of a pressed key in an INFO, as telephones have agreed on without an RFC.
    static final String DTMF = "application/dtmf-relay";

    private static final Pattern SIGNAL = Pattern.compile("(?im)^Signal\\s*=\\s*([0-9A-D*#])\\s*$");
    private static final int MOST_KEYS = 1000;

    private final AudioSession audio;
    private final Runnable established;
    private final StringBuilder keys = new StringBuilder();

    /// @param established is told when the call is answered
    Talk(AudioSession audio, Runnable established) {
        this.audio = audio;
        this.established = established;
    }

    /// Its audio.
    AudioSession audio() {
        return audio;
    }

    @Override
    public void progress(Call call, SipResponse response) {
        boolean _ = audio.answered(call.remoteSession());
    }

    @Override
    public void established(Call call) {
        if (call.isOutgoing()) {
            boolean _ = audio.answered(call.remoteSession());
        }
        established.run();
    }

    @Override
    public void answered(Call call) {
        boolean _ = audio.answered(call.remoteSession());
    }

    @Override
    public void offered(Call call, Offer offer) {
        Body asked = offer.body();
        Body answer = asked == null ? audio.offer() : audio.answer(asked);
        if (answer == null) {
            offer.refuse(488, "Not Acceptable Here");
        } else {
            offer.accept(answer);
        }
    }

    @Override
    public void request(Call call, IncomingRequest request) {
        Body body = request.body();
        if (!request.request().method().equals(Method.INFO) || body == null) {
            request.answer(501, "Not Implemented");
            return;
        }
        Matcher signal = SIGNAL.matcher(body.text());
        boolean key = body.contentType().regionMatches(true, 0, DTMF, 0, DTMF.length()) && signal.find();
        synchronized (keys) {
            if (key && keys.length() < MOST_KEYS) {
                keys.append(signal.group(1));
            }
        }
        request.answer(key ? 200 : 415, key ? "OK" : "Unsupported Media Type");
    }

    /// The keys that came by INFO.
    String keysByInfo() {
        synchronized (keys) {
            return keys.toString();
        }
    }

    /// What was sent and heard, and how it has ended, as facts.
    Map<String, @Nullable Object> facts(CallEnd end) {
        Heard heard = audio.stream().heard();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("endedBy", who(end));
        facts.put("endStatus", (long) end.statusCode());
        facts.put("endPhrase", end.phrase());
        facts.put("packetsSent", audio.stream().sent());
        facts.put("packetsHeard", heard.packets());
        facts.put("packetsLost", heard.lost());
        facts.put("soundSeconds", BigDecimal.valueOf(heard.loudTenths(), 1));
        facts.put("frequency", (long) heard.frequency());
        facts.put("share", Report.rounded(heard.share()));
        facts.put("keys", heard.keys());
        facts.put("keysByInfo", keysByInfo());
        return facts;
    }

    /// The same for people.
    String words() {
        String byInfo = keysByInfo();
        return "sent " + audio.stream().sent() + " packets, heard "
                + audio.stream().heard() + (byInfo.isEmpty() ? "" : ", keys by INFO " + byInfo);
    }

    /// Who has ended a call.
    static String who(CallEnd end) {
        return switch (end.cause()) {
            case LOCAL -> "local";
            case REMOTE -> "remote";
            case REFUSED -> "refused";
            case TIMEOUT -> "timeout";
            case FAILED -> "failed";
            case EXPIRED -> "expired";
        };
    }

    /// The same in words.
    static String ending(CallEnd end) {
        return switch (end.cause()) {
            case LOCAL -> "this side has hung up";
            case REMOTE -> "the other side has hung up";
            case REFUSED -> "refused: " + end.statusCode() + " " + end.phrase();
            case TIMEOUT -> "nobody has answered in time";
            case FAILED -> "the call broke: " + end.statusCode() + " " + end.phrase();
            case EXPIRED -> "the session timer has run out";
        };
    }
}
