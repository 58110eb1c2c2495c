package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.tls.Certificates;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsSettings;
import org.junit.jupiter.api.Tag;

@Tag("wire")
class OnSocketsTest extends ProxyCase {

    /// Shows a certificate and asks for none: who the peers are is not what is tested here.
    private static TlsContext tls() {
        try {
            return TlsContext.load(TlsSettings.of(Certificates.identity("host")).withVerifyServers(false));
        } catch (TlsException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    TestBed bed() {
        return TestBed.live(new SystemNetwork(2, Clock.system()), tls());
    }
}
