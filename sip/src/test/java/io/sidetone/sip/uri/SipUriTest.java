package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "19.1.1")
class SipUriTest {

    @Test
    void readsAllComponents() throws SyntaxException {
        SipUri uri =
                SipUri.parse("sips:al%69ce:se%3Acret@Example.com:5071;transport=tcp;lr?subject=project%20x&to=bob");
        assertThat(uri.scheme()).isEqualTo("sips");
        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.user()).isEqualTo("alice");
        assertThat(uri.rawUser()).isEqualTo("al%69ce");
        assertThat(uri.password()).isEqualTo("se:cret");
        assertThat(uri.rawPassword()).isEqualTo("se%3Acret");
        assertThat(uri.host()).hasToString("Example.com");
        assertThat(uri.port()).isEqualTo(5071);
        assertThat(uri.parameters()).hasToString(";transport=tcp;lr");
        assertThat(uri.headers().raw("subject")).isEqualTo("project%20x");
    }

    @Test
    @Rfc(number = 3261, section = "19.1.4")
    void matchesByMeaning() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:%61lice@atlanta.com;transport=TCP");
        assertThat(uri.matches(Uri.parse("sip:alice@AtLanTa.CoM;Transport=tcp")))
                .isTrue();
        assertThat(uri.matches(Uri.parse("sip:alice@AtLanTa.CoM"))).isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    @Rfc(number = 3261, section = "19.1.2")
    void hasACanonicalAddressOfRecord() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:null-%00-%6Eull:pw@EXAMPLE.com:5060;lr?a=b");
        assertThat(uri.addressOfRecord()).hasToString("sip:null-%00-null@example.com");
        assertThat(uri.addressOfRecord().user()).isEqualTo("null-\0-null");
    }

    @Test
    void editsOneComponentAndKeepsTheOthers() throws SyntaxException {
        SipUri uri = SipUri.parse("SIP:%61:b@h;x=%61?y=z");
        assertThat(uri.withUser("c d")).hasToString("SIP:c%20d:b@h;x=%61?y=z");
        assertThat(uri.withPort(5)).hasToString("SIP:%61:b@h:5;x=%61?y=z");
        assertThat(uri.withoutHeaders().withParameter("lr", null)).hasToString("SIP:%61:b@h;x=%61;lr");
    }
}
