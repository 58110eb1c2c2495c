package io.sidetone.sip.tls;

import static io.sidetone.sip.tls.Certificates.certificate;
import static io.sidetone.sip.tls.Certificates.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class PeerIdentityTest {

    private static PeerIdentity of(String name) {
        return PeerIdentity.of(certificate(name));
    }

    private static PeerIdentity withWildcards(String name) {
        return PeerIdentity.of(certificate(name), true);
    }

    @Test
    @Rfc(number = 5922, section = "7.1")
    void sipUrisWithoutUserAreDomainsAndThenDnsNamesAreNone() {
        assertThat(of("domain").domains()).containsExactly(host("example.com"));
    }

    @Test
    @Rfc(number = 5922, section = "7.1")
    void withoutSuchUrisDnsNamesAreDomains() {
        assertThat(of("host").domains())
                .containsExactly(host("host.example.net"), host("192.0.2.1"), host("[2001:db8::1]"));
    }

    @Test
    @Rfc(number = 5922, section = "7.1")
    void theCommonNameCountsOnlyWithoutAlternativeNames() {
        assertThat(of("common").domains()).containsExactly(host("common.example.org"));
        assertThat(of("mail").domains()).isEmpty();
        assertThat(of("broken").domains()).isEmpty();
    }

    @Test
    void aUriMayHoldAnAddressAndADnsNameMayNot() {
        assertThat(of("address").domains()).containsExactly(host("[2001:db8::5]"));
        assertThat(of("address").isGoodFor(host("[2001:DB8::0:5]"))).isTrue();
        assertThat(of("address").isGoodFor(host("192.0.2.7"))).isFalse();
    }

    @Test
    void aNameWithAZeroOctetIsNoName() {
        assertThat(of("zero").domains()).containsExactly(host("example.com"));
        assertThat(of("zero").isGoodFor(host("e.com"))).isFalse();
    }

    @Test
    void aCommonNameThatIsNoDomainIsNone() {
        assertThat(PeerIdentity.of(authority()).domains()).isEmpty();
        assertThat(PeerIdentity.of(authority()).certificate()).isEqualTo(authority());
    }

    private static X509Certificate authority() {
        return certificate("authorities");
    }

    @Test
    @Rfc(number = 5922, section = "7.2")
    void namesAreComparedWholeAndWithoutRegardToCase() {
        PeerIdentity identity = of("domain");
        assertThat(identity.isGoodFor(host("EXAMPLE.com"))).isTrue();
        assertThat(identity.isGoodFor(host("example.com."))).isTrue();
        assertThat(identity.isGoodFor(host("a.example.com"))).isFalse();
        assertThat(identity.isGoodFor(host("com"))).isFalse();
        assertThat(identity.isGoodFor(host("192.0.2.1"))).isFalse();
    }

    @Test
    @Rfc(number = 5922, section = "7.2")
    void wildcardsNameNobodyUnlessAllowed() {
        assertThat(of("host").isGoodFor(host("a.example.net"))).isFalse();
        PeerIdentity identity = withWildcards("host");
        assertThat(identity.isGoodFor(host("a.EXAMPLE.net"))).isTrue();
        assertThat(identity.isGoodFor(host("a.example.net."))).isTrue();
        assertThat(identity.isGoodFor(host("b.a.example.net"))).isFalse();
        assertThat(identity.isGoodFor(host("example.net"))).isFalse();
        assertThat(identity.isGoodFor(host("net"))).isFalse();
        assertThat(identity.isGoodFor(host("192.0.2.2"))).isFalse();
        assertThat(withWildcards("domain").isGoodFor(host("host.example.com"))).isFalse();
    }

    @Test
    void aWildcardForAWholeTopLevelDomainIsForNobody() {
        assertThat(CertificateNames.parent(host("example.com"))).isNull();
        assertThat(CertificateNames.parent(host("a.example.com"))).isEqualTo(host("example.com"));
    }
}
