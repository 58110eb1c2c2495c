package io.sidetone.server.routing;

import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;

/// The request that blocks see which no message causes: there has to be one, and it says nothing.
final class Nobody {

    private static final byte ZERO = 0;

    private Nobody() {}

    /// An OPTIONS to nowhere.
    static SipRequest request() {
        Host nowhere = Host.ofAddress(new byte[] {ZERO, ZERO, ZERO, ZERO});
        return SipRequest.builder(Method.OPTIONS, SipUri.of("nobody", nowhere, -1))
                .build();
    }
}
