package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.3")
class RequestValidationTest {

    private final RequestValidation validation = new RequestValidation(RequestValidation.SCHEMES, Set.of("gruu"));

    @Test
    void anOrdinaryRequestPasses() {
        for (String uri : List.of("sip:bob@b.example", "sips:bob@b.example", "tel:+1234", "urn:service:sos")) {
            assertThat(validation.check(invite(uri))).isNull();
        }
    }

    @Test
    void aSchemeThatNobodyKnowsIsUnsupported() {
        assertThat(validation.check(invite("nobody-knows:this"))).isEqualTo(RequestValidation.UNSUPPORTED_SCHEME);
        assertThat(new RequestValidation(Set.of("sip"), Set.of()).check(invite("tel:+1")))
                .isEqualTo(RequestValidation.UNSUPPORTED_SCHEME);
    }

    @Test
    void aRequestWithoutHopsLeftGoesNoFurther() {
        assertThat(validation.check(invite("sip:b@b.example", "Max-Forwards: 0")))
                .isEqualTo(RequestValidation.TOO_MANY_HOPS);
        assertThat(validation.check(invite("sip:b@b.example", "Max-Forwards: 1")))
                .isNull();
    }

    @Test
    void aRequestThatDoesNotCountItsHopsPasses() {
        SipRequest old = invite("sip:b@b.example").edit().remove("Max-Forwards").build();

        assertThat(validation.check(old)).isNull();
    }

    @Test
    void theUnknownExtensionsThatAreRequiredAreNamed() {
        SipRequest request = invite("sip:b@b.example", "Proxy-Require: foo, gruu", "proxy-require: bar");
        SipResponse response = Objects.requireNonNull(validation.check(request))
                .answer(request)
                .build();

        assertThat(response.statusCode()).isEqualTo(420);
        assertThat(Messages.valuesOf(response, HeaderName.UNSUPPORTED)).isEqualTo("foo, bar");
        assertThat(response.callId()).isEqualTo(request.callId());
        assertThat(validation.check(invite("sip:b@b.example", "Proxy-Require: gruu")))
                .isNull();
    }

    @Test
    void whatAnAckOrACancelRequiresIsNotAsked() {
        assertThat(validation.check(request("ACK", "sip:b@b.example", "Proxy-Require: foo")))
                .isNull();
        assertThat(validation.check(request("CANCEL", "sip:b@b.example", "Proxy-Require: foo")))
                .isNull();
    }

    @Test
    void aMalformedRouteIsABadRequest() {
        for (String line : List.of("Route: sip:a.example", "Route: <>", "Proxy-Require: a b", "Route: <sip:a;lr>, <")) {
            Refusal refusal = Objects.requireNonNull(validation.check(invite("sip:b@b.example", line)), line);
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.answer(invite("sip:b@b.example", line)).build().toByteArray())
                    .isNotEmpty();
        }
    }
}
