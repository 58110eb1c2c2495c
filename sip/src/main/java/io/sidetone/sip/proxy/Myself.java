package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.uri.SipUri;

/// Knows which addresses are this server's own. Thread-safe.
@Rfc(number = 3261, section = "16.4")
public interface Myself {

    /// Whether a request to this URI has arrived when it is here. A `maddr` stands for the host.
    boolean isMyself(SipUri uri);

    /// Whether a Via was put in here, as far as its sent-by tells.
    boolean isMyself(Via via);
}
