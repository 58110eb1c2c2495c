package io.sidetone.examples;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.ua.Body;
import io.sidetone.sip.ua.Call;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.ua.UserAgentSettings;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Calls somebody, holds the line for some seconds, hangs up, and says how it went:
///
///     ./sidetone example CallAndHangUp udp:127.0.0.1:0 to=sip:bob@127.0.0.1:5060 seconds=5
public final class CallAndHangUp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CallAndHangUp() {}

    static void main(String... arguments) throws Exception {
        Options options = Options.of(arguments);
        UserAgentSettings settings = UserAgentSettings.of(NameAddress.of(SipUri.parse("sip:caller@sidetone.invalid")));
        AtomicReference<UserAgent> phone = new AtomicReference<>();
        try (SipElement element = options.element().start(layer -> {
            phone.set(new UserAgent(layer, settings, UserAgentHandler.NONE));
            return phone.get();
        })) {
            SipUri target = SipUri.parse(options.all("to").getFirst());
            Call call = phone.get().call(target, offer(element.listeners().getFirst()), PATIENCE);
            IO.println("answered by " + call.remote());
            try {
                IO.println("ended: "
                        + call.ended().get(Long.parseLong(options.all("seconds").getFirst()), TimeUnit.SECONDS));
            } catch (TimeoutException _) {
                call.hangUp();
                IO.println("hung up: " + UserAgent.await(call.ended(), PATIENCE));
            }
        } catch (RefusedException e) {
            IO.println("refused: " + e.getMessage());
        }
    }

    /// Promises to listen to audio, which nobody does.
    private static Body offer(Listener socket) {
        String address = socket.local().getAddress().getHostAddress();
        return Body.sdp("v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
                + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");
    }
}
