package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipResponse;
import java.util.List;

/// The proxies that a registered device has to send its requests through. Thread-safe: only functions.
@Rfc(number = 3608)
public final class ServiceRoute {

    private ServiceRoute() {}

    /// Tells a device of its service route, in the response that confirms its REGISTER.
    ///
    /// @param route in the order in which requests pass them; the URIs should have the parameter `lr`
    public static void add(List<NameAddress> route, SipResponse.Builder response) {
        for (NameAddress proxy : route) {
            response.append(Headers.SERVICE_ROUTE, proxy);
        }
    }
}
