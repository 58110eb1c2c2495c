package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsIdentity;
import io.sidetone.sip.tls.TlsSettings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

@Tag("wire")
class OnSocketsTest extends ProxyCase {

    /// Shows a certificate and asks for none: who the peers are is not what is tested here.
    private static TlsContext tls() {
        TlsIdentity identity = TlsIdentity.of(file("host.pem"), file("host-key.pem"));
        try {
            return TlsContext.load(TlsSettings.of(identity).withVerifyServers(false));
        } catch (TlsException e) {
            throw new AssertionError(e);
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(TlsContext.class.getResource("certificates/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }

    @Override
    TestBed bed() {
        return TestBed.live(new SystemNetwork(2, Clock.system()), tls());
    }
}
