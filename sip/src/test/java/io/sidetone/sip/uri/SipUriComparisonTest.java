package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Rfc(number = 3261, section = "19.1.4")
class SipUriComparisonTest {

    @ParameterizedTest
    @CsvSource({
        // Escapes without need, the case of hosts, parameter names and values.
        "sip:%61lice@example.com;transport=TCP, sip:alice@ExAmPle.CoM;Transport=tcp",
        "SIP:alice:%70w@h, sip:alice:pw@h",
        "sip:a%2fb@h, sip:a%2Fb@h",
        "sip:*21#@h, sip:*21%23@h",
        "sip:caf%c3%a9@h, sip:caf%C3%A9@h",
        "sip:a@h;x=%74est, sip:a@h;x=TEST",
        "sip:a@h;t%72ansport=tcp, sip:a@h;transport=%74cp",
        "sip:a@h;%6C%72;n%61me=v%61lue%25%34%31, sip:a@h;lr;name=value%2541",
        // A parameter that only one has, and the order of parameters.
        "sip:carol@h, sip:carol@h;newparam=5",
        "sip:carol@h;a=1, sip:carol@h;b=2",
        "sip:carol@h;lr, sip:carol@h",
        "sip:h;transport=tcp;method=REGISTER;ttl=1, sip:h;ttl=1;method=REGISTER;transport=tcp",
        "sip:a@h;x=1;x=2, sip:a@h;x=1",
        "sip:a@h;user=Phone, sip:a@h;USER=phone",
        // Headers in any order.
        "sip:a@h?subject=x%20y&priority=urgent, sip:a@h?priority=urgent&subject=x%20y",
        "sip:a@h?Subject=%78, sip:a@h?sUBJECT=x",
        "sip:a@h?Route=1&b=2&Route=3, sip:a@h?b=2&route=1&route=3",
        "sip:a@h?, sip:a@h",
        // Addresses by value.
        "sip:a@[2001:db8::1], sip:a@[2001:DB8:0:0::0001]",
        "sip:a@[2001:db8:::192.0.2.1], sip:a@[2001:db8::192.0.2.1]",
        "sip:a@010.0.0.1, sip:a@10.0.0.1",
        "sip:a@h;maddr=[2001:db8::1], sip:a@h;maddr=[2001:db8:0::1]",
        "sip:a@h;maddr=H2.example, sip:a@h;maddr=h2.EXAMPLE",
        "sip:a@h:5060, sip:a@h:05060",
    })
    void matches(String a, String b) throws SyntaxException {
        Uri left = Uri.parse(a);
        Uri right = Uri.parse(b);
        assertThat(left.matches(right)).isTrue();
        assertThat(right.matches(left)).isTrue();
        assertThat(left.matchHash()).isEqualTo(right.matchHash());
        assertThat(left).isNotEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:alice@h, sips:alice@h",
        "sip:alice@h, sip:Alice@h",
        "sip:alice:pw@h, sip:alice:PW@h",
        "sip:alice:pw@h, sip:alice@h",
        "sip:alice:@h, sip:alice@h",
        "sip:alice@h, sip:h",
        "sip:alice@h, sip:alice@h.",
        // Reserved characters mean something else when they are escaped; nothing is unescaped twice.
        "sip:a%3Bb@h, sip:a;b@h",
        "sip:%2B1@h, sip:+1@h",
        "sip:a%2541@h, sip:aA@h",
        "sip:a%2541@h, sip:a%41@h",
        "sip:a%252F@h, sip:a%2F@h",
        "sip:a%00@h, sip:a@h",
        // A default that is written is not the same as none.
        "sip:bob@h, sip:bob@h:5060",
        "sip:bob@h, sip:bob@h;transport=udp",
        "sip:bob@h, sip:bob@h:6000;transport=tcp",
        "sip:bob@h;user=ip, sip:bob@h",
        "sip:bob@h;ttl=1, sip:bob@h",
        "sip:bob@h;method=INVITE, sip:bob@h",
        "sip:bob@h;maddr=192.0.2.1, sip:bob@h",
        "sip:bob@h;TTL, sip:bob@h",
        // Parameters that both have must agree.
        "sip:carol@h;security=on, sip:carol@h;security=off",
        "sip:carol@h;lr, sip:carol@h;lr=on",
        "sip:carol@h;n%61me=a, sip:carol@h;name=b",
        "sip:carol@h;x=, sip:carol@h;x",
        "sip:carol@h;transport=tcp, sip:carol@h;transport=tls",
        "sip:carol@h;method=INVITE, sip:carol@h;method=invite",
        "sip:carol@h;maddr=192.0.2.1, sip:carol@h;maddr=[::ffff:192.0.2.1]",
        "sip:carol@h;gr=a, sip:carol@h;gr=b",
        // Headers are never ignored.
        "sip:carol@h, sip:carol@h?Subject=next",
        "sip:carol@h?Subject=a, sip:carol@h?Subject=b",
        "sip:carol@h?Subject=a, sip:carol@h?Subject=A",
        "sip:carol@h?Subject=a, sip:carol@h?Subject=a&Subject=a",
        "sip:carol@h?Route=1&Route=2, sip:carol@h?Route=2&Route=1",
        "sip:carol@h?a=1&a=1&b=2, sip:carol@h?a=1&b=2&b=2",
        // A name is not the address it resolves to, an IPv4 address not the IPv6 address that maps it.
        "sip:bob@phone.example.com, sip:bob@192.0.2.4",
        "sip:bob@192.0.2.4, sip:bob@[::ffff:192.0.2.4]",
        "sip:+15550100@h;user=phone, tel:+15550100",
    })
    void doesNotMatch(String a, String b) throws SyntaxException {
        assertThat(Uri.parse(a).matches(Uri.parse(b))).isFalse();
        assertThat(Uri.parse(b).matches(Uri.parse(a))).isFalse();
    }

    @Test
    @Rfc(number = 5954, section = "4")
    void comparesIpv6ReferencesByValue() throws SyntaxException {
        Uri uri = Uri.parse("sip:bob@[2001:db8::9:1]");
        assertThat(uri.matches(Uri.parse("sip:bob@[2001:db8::9:01]"))).isTrue();
        assertThat(uri.matches(Uri.parse("sip:bob@[2001:db8::9:10]"))).isFalse();
    }

    @Test
    void isNotTransitive() throws SyntaxException {
        Uri plain = Uri.parse("sip:carol@h");
        Uri on = Uri.parse("sip:carol@h;security=on");
        Uri off = Uri.parse("sip:carol@h;security=off");
        assertThat(plain.matches(on)).isTrue();
        assertThat(plain.matches(off)).isTrue();
        assertThat(on.matches(off)).isFalse();
    }
}
