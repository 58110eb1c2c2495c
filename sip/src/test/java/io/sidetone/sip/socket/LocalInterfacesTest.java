package io.sidetone.sip.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class LocalInterfacesTest {

    @Test
    void anInterfaceHasItsAddresses() throws IOException {
        assertThat(LocalInterfaces.addresses("lo"))
                .startsWith(InetAddress.ofLiteral("127.0.0.1"))
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void aNameOfNoInterfaceIsAnError() {
        assertThatThrownBy(() -> LocalInterfaces.addresses("none0"))
                .isInstanceOf(IOException.class)
                .hasMessage("No network interface is called none0");
    }
}
