package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.request;
import static io.sidetone.sip.proxy.Messages.uri;
import static io.sidetone.sip.proxy.Messages.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@Rfc(number = 3327, section = "5")
class PathVectorTest {

    private static SipRequest register(String... lines) {
        return request("REGISTER", "sip:example.com", lines);
    }

    @Test
    @Rfc(number = 3327, section = "5.2")
    @Rfc(number = 3261, section = "19.2")
    void aDeviceThatKnowsNothingOfPathsMayBeRefusedByAProxy() {
        SipRequest register = register("Supported: gruu");
        SipResponse response = Objects.requireNonNull(PathVector.checkByProxy(register))
                .answer(register)
                .build();

        assertThat(response.statusCode()).isEqualTo(421);
        assertThat(valuesOf(response, HeaderName.REQUIRE)).isEqualTo("path");
        assertThat(PathVector.checkByProxy(register("k: gruu, PATH"))).isNull();
    }

    @Test
    @Rfc(number = 3327, section = "5.3")
    void aDeviceThatKnowsNothingOfPathsMayBeRefusedByTheRegistrar() {
        SipRequest register = register("Path: <sip:p.example;lr>");
        SipResponse response = Objects.requireNonNull(PathVector.checkByRegistrar(register))
                .answer(register)
                .build();

        assertThat(response.statusCode()).isEqualTo(420);
        assertThat(valuesOf(response, HeaderName.UNSUPPORTED)).isEqualTo("path");
        assertThat(PathVector.checkByRegistrar(register())).isNull();
        assertThat(PathVector.checkByRegistrar(register("Path: <sip:p.example;lr>", "Supported: path")))
                .isNull();
    }

    @Test
    @Rfc(number = 3327, section = "5.3")
    void theDeviceIsToldOfItsPathIfItKnowsOfPaths() {
        SipRequest register = register("Path: <sip:p1;lr>, <sip:p2;lr>", "Path: <sip:p3;lr>", "Supported: path");
        SipResponse.Builder response = SipResponse.answer(register, 200, "OK");
        PathVector.confirm(register, response);

        assertThat(PathVector.of(register))
                .extracting(NameAddress::toString)
                .containsExactly("<sip:p1;lr>", "<sip:p2;lr>", "<sip:p3;lr>");
        assertThat(valuesOf(response.build(), HeaderName.PATH)).isEqualTo("<sip:p1;lr>, <sip:p2;lr>, <sip:p3;lr>");

        SipRequest old = register("Path: <sip:p1;lr>");
        SipResponse.Builder silent = SipResponse.answer(old, 200, "OK");
        PathVector.confirm(old, silent);
        assertThat(valuesOf(silent.build(), HeaderName.PATH)).isEmpty();
        assertThat(PathVector.of(register("Path: sip:p1"))).isEmpty();
    }

    @Test
    @Rfc(number = 3608)
    void theServiceRouteStandsInItsOrder() {
        SipResponse.Builder response = SipResponse.answer(register(), 200, "OK");
        ServiceRoute.add(List.of(NameAddress.of(uri("sip:p1;lr")), NameAddress.of(uri("sip:home@p2;lr"))), response);

        assertThat(valuesOf(response.build(), HeaderName.SERVICE_ROUTE)).isEqualTo("<sip:p1;lr>, <sip:home@p2;lr>");
    }
}
