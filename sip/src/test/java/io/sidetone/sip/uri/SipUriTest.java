package io.sidetone.sip.uri;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(uri.headers().names()).containsExactly("subject", "to");
        assertThat(uri.headers().raw("subject")).isEqualTo("project%20x");
    }

    @Test
    void saysWhatIsAbsent() throws SyntaxException {
        SipUri uri = SipUri.parse("SIP:example.com");
        assertThat(uri.scheme()).isEqualTo("sip");
        assertThat(uri.isSecure()).isFalse();
        assertThat(uri.user()).isNull();
        assertThat(uri.rawUser()).isNull();
        assertThat(uri.password()).isNull();
        assertThat(uri.rawPassword()).isNull();
        assertThat(uri.port()).isEqualTo(-1);
        assertThat(uri.parameters().isEmpty()).isTrue();
        assertThat(uri.headers().isEmpty()).isTrue();
        assertThat(uri.parameter("lr")).isNull();
    }

    @Test
    void knowsTheDefaultPortOfItsScheme() throws SyntaxException {
        assertThat(SipUri.parse("sip:a").portOrDefault()).isEqualTo(5060);
        assertThat(SipUri.parse("sips:a").portOrDefault()).isEqualTo(5061);
        assertThat(SipUri.parse("sips:a:0").portOrDefault()).isZero();
    }

    @Test
    void readsParametersWithAndWithoutValue() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:b@h;MADDR=[::1];lr;opaque=a==;gr=urn:uuid:1;x=%7E%2541;ob;");
        assertThat(uri.parameter("maddr")).isEqualTo("[::1]");
        assertThat(uri.hasParameter("LR")).isTrue();
        assertThat(uri.parameter("lr")).isNull();
        assertThat(uri.parameter("opaque")).isEqualTo("a==");
        assertThat(uri.parameter("gr")).isEqualTo("urn:uuid:1");
        assertThat(uri.parameter("x")).isEqualTo("~%41");
        assertThat(uri.parameters().names()).containsExactly("MADDR", "lr", "opaque", "gr", "x", "ob");
    }

    @Test
    @Rfc(number = 4475, section = "3.1.1.9")
    void takesEverythingBeforeTheAtSignAsUser() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:user;par=u%40example.net?x/y@example.com;lr");
        assertThat(uri.user()).isEqualTo("user;par=u@example.net?x/y");
        assertThat(uri.host()).hasToString("example.com");
        assertThat(uri.parameters().names()).containsExactly("lr");
    }

    @Test
    @Rfc(number = 4475, section = "3.1.1.2")
    void takesTheUnusualCharactersOfAUser() throws SyntaxException {
        String text = "sip:1_x.Y~(to-be!sure)&isn't+it$/eh?,/;;*:&it+has=1,odd!*pas$wo~d_too.(yes'it's)@example.com";
        SipUri uri = SipUri.parse(text);
        assertThat(uri.user()).isEqualTo("1_x.Y~(to-be!sure)&isn't+it$/eh?,/;;*");
        assertThat(uri.password()).isEqualTo("&it+has=1,odd!*pas$wo~d_too.(yes'it's)");
        assertThat(uri).hasToString(text);
    }

    @Test
    @Rfc(number = 5118, section = "4.3")
    @Rfc(number = 5118, section = "4.4")
    void readsThePortBehindTheBracketsOnly() throws SyntaxException {
        SipUri inside = SipUri.parse("sip:[2001:db8::10:5070]");
        assertThat(inside.port()).isEqualTo(-1);
        assertThat(inside.host().canonical()).hasToString("[2001:db8::10:5070]");
        SipUri behind = SipUri.parse("sip:[2001:db8::10]:5070");
        assertThat(behind.port()).isEqualTo(5070);
        assertThat(behind.host().canonical()).hasToString("[2001:db8::10]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@example.com",
                "SiPs:a:@h",
                "sip:a@h:005060",
                "sip:a@h;",
                "sip:a@h;;x;",
                "sip:h?",
                "sip:h?a",
                "sip:h?a=&b=c;d=e?f@g",
                "sip:%C3%A9@h;%61=%2f",
                "sip:*21#@h",
                "sip:[2001:db8:::192.0.2.1]:5060;lr"
            })
    void writesBackWhatItRead(String text) throws SyntaxException {
        SipUri uri = SipUri.parse(text);
        assertThat(uri).hasToString(text);
        assertThat(uri.text()).isEqualTo(text);
        assertThat(uri).isEqualTo(SipUri.parse(text)).hasSameHashCodeAs(SipUri.parse(text));
    }

    @Test
    void writesBackOctetsThatAreNoUtf8() throws SyntaxException {
        byte[] octets = "sip:caf\u00e9@h;x=\u00ff".getBytes(ISO_8859_1);
        Uri uri = Uri.parse(octets, 0, octets.length);
        assertThat(new ByteWriter(8).value(uri).toByteArray()).isEqualTo(octets);
        assertThat(((SipUri) uri).user()).isEqualTo("caf\u00e9");
        assertThat(new ByteWriter(8).value(((SipUri) uri).withPort(1)).toByteArray())
                .isEqualTo("sip:caf\u00e9@h:1;x=\u00ff".getBytes(ISO_8859_1));
    }

    @Test
    void keepsNothingOfTheArrayItWasReadFrom() throws SyntaxException {
        byte[] octets = "sip:alice@example.com".getBytes(ISO_8859_1);
        Uri uri = Uri.parse(octets, 0, octets.length);
        octets[4] = 'X';
        assertThat(uri).hasToString("sip:alice@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "sip:|4",
                "sip:@h|4",
                "sip::pw@h|4",
                "sip:a@|6",
                "sip:a@:5060|6",
                "sip:a b@h|5",
                "sip:a@h ;lr|7",
                "sip:a@h; lr|8",
                "sip:a@h;lr |10",
                "sip:<a@h|4",
                "sip:a@h>|7",
                "sip:\"a\"@h|4",
                "sip:a@b@h|7",
                "sip:a@h;x=b@c|11",
                "sip:a@h;=b|8",
                "sip:a@h?=b|8",
                "sip:a@h:|8",
                "sip:a@h:x|8",
                "sip:a@h:-1|8",
                "sip:a@h:65536|8",
                "sip:a@h:5060x|12",
                "sip:a@h:5060:1|12",
                "sip:a%@h|5",
                "sip:a%4@h|5",
                "sip:a%4g@h|5",
                "sip:a@h%41|7",
                "sip:a@h;x=%4|10",
                "sip:a@h?x=%zz|10",
                "sip:2001:db8::1|4",
                "sip:fe80::1|9",
                "sip:a@[::1|10",
                "sip:a@[fe80::1%25eth0]|14",
                "sip:a@h/path|7",
                "sip:a@h#f|7",
                "sip:a@256.1.1.1|6"
            })
    void refusesWhatIsNoUriAndSaysWhere(String text, int offset) {
        SyntaxException e = catchThrowableOfType(SyntaxException.class, () -> Uri.parse(text));
        assertThat(e).as(text).isNotNull();
        assertThat(e.offset()).as(text).isEqualTo(offset);
    }

    @Test
    void countsOffsetsFromTheStartOfTheArray() throws SyntaxException {
        byte[] line = "INVITE sip:a@h;x=%4 SIP/2.0".getBytes(ISO_8859_1);
        SyntaxException e = catchThrowableOfType(SyntaxException.class, () -> Uri.parse(line, 7, 19));
        assertThat(e.offset()).isEqualTo(17);
        assertThat(Uri.parse(line, 7, 14)).hasToString("sip:a@h");
    }

    @ParameterizedTest
    @ValueSource(chars = {0, '\t', '\r', '\n', 0x1F, 0x7F})
    void refusesControlCharactersEverywhere(char c) {
        for (String text : new String[] {"sip:a" + c + "@h", "sip:a@h" + c, "sip:a@h;x" + c, "sip:a@h?x=" + c}) {
            assertThatThrownBy(() -> Uri.parse(text)).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void refusesMoreParametersOrHeadersThanItsLimit() throws SyntaxException {
        assertThat(SipUri.parse("sip:h" + ";a".repeat(100)).parameters().size()).isEqualTo(100);
        assertThatThrownBy(() -> SipUri.parse("sip:h" + ";a".repeat(101))).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> SipUri.parse("sip:h?a" + "&a".repeat(100))).isInstanceOf(SyntaxException.class);
    }

    @Test
    void takesEditsAlsoAtItsLimit() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:h" + ";a".repeat(100) + "?a" + "&a".repeat(99));

        assertThat(uri.withParameter("lr", null).hasParameter("lr")).isTrue();
        assertThat(uri.withHeader("b", "c").headers().contains("b")).isTrue();
    }

    @Test
    void parsesItsOwnSchemesOnly() {
        assertThatThrownBy(() -> SipUri.parse("tel:+1")).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> SipUri.parse("sip")).isInstanceOf(SyntaxException.class);
    }

    @Test
    void isMadeOfPlainComponents() throws SyntaxException {
        Host host = Host.parse("example.com");
        assertThat(SipUri.of("j@s n", host, 5070)).hasToString("sip:j%40s%20n@example.com:5070");
        assertThat(SipUri.of(null, host, -1)).hasToString("sip:example.com");
        assertThatThrownBy(() -> SipUri.of("", host, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipUri.of("a", host, 70_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void editsOneComponentAndKeepsTheOthers() throws SyntaxException {
        SipUri uri = SipUri.parse("SIP:%61:b@h;x=%61;lr?y=z");
        assertThat(uri.withUser("c d%")).hasToString("SIP:c%20d%25:b@h;x=%61;lr?y=z");
        assertThat(uri.withUser(null)).hasToString("SIP:h;x=%61;lr?y=z");
        assertThat(uri.withPassword("p:w")).hasToString("SIP:%61:p%3Aw@h;x=%61;lr?y=z");
        assertThat(uri.withPassword(null)).hasToString("SIP:%61@h;x=%61;lr?y=z");
        assertThat(uri.withSecure(true)).hasToString("sips:%61:b@h;x=%61;lr?y=z");
        assertThat(uri.withHost(Host.parse("[::1]"))).hasToString("SIP:%61:b@[::1];x=%61;lr?y=z");
        assertThat(uri.withPort(5)).hasToString("SIP:%61:b@h:5;x=%61;lr?y=z");
        assertThat(uri.withPort(5).withPort(-1)).isEqualTo(uri);
        assertThat(uri.withParameter("X", "a;b=")).hasToString("SIP:%61:b@h;x=a%3Bb%3D;lr?y=z");
        assertThat(uri.withParameter("ob", null)).hasToString("SIP:%61:b@h;x=%61;lr;ob?y=z");
        assertThat(uri.withoutParameter("x")).hasToString("SIP:%61:b@h;lr?y=z");
        assertThat(uri.withoutParameter("none")).isSameAs(uri);
        assertThat(uri.withoutParameters()).hasToString("SIP:%61:b@h?y=z");
        assertThat(uri.withHeader("Subject", "a&b")).hasToString("SIP:%61:b@h;x=%61;lr?y=z&Subject=a%26b");
        assertThat(uri.withoutHeaders()).hasToString("SIP:%61:b@h;x=%61;lr");
        assertThat(uri.withoutHeaders().withHeader("a", "b")).hasToString("SIP:%61:b@h;x=%61;lr?a=b");
        assertThat(uri).hasToString("SIP:%61:b@h;x=%61;lr?y=z");
    }

    @Test
    void givesAUserToAUriThatHasNone() throws SyntaxException {
        SipUri uri = SipUri.parse("sips:[::1]:5061;lr");
        assertThat(uri.withUser("bob")).hasToString("sips:bob@[::1]:5061;lr");
        assertThatThrownBy(() -> uri.withPassword("x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Rfc(number = 5118, section = "4.10")
    void neverWritesThreeColonsOfAnEditedHost() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:[2001:db8:::192.0.2.1]");
        assertThat(SipUri.parse("sip:a@h").withHost(uri.host())).hasToString("sip:a@[2001:db8::192.0.2.1]");
    }

    @ParameterizedTest
    @Rfc(number = 3261, section = "10.3")
    @CsvSource({
        "sip:%61lice:pw@EXAMPLE.com:5060;lr?a=b, sip:alice@example.com",
        "sips:alice@example.com:5061, sips:alice@example.com",
        "sip:alice@example.com:5061, sip:alice@example.com:5061",
        "sip:Alice@[2001:DB8:0::1], sip:Alice@[2001:db8::1]",
        "sip:%2B1%2a2@h, sip:+1*2@h",
        "sip:a%20b%40c@h, sip:a%20b%40c@h",
        "sip:value%2541@h, sip:value%2541@h",
        "sip:null-%00-null@h, sip:null-%00-null@h",
        "sip:Example.COM, sip:example.com",
    })
    void hasACanonicalAddressOfRecord(String text, String canonical) throws SyntaxException {
        AddressOfRecord address = SipUri.parse(text).addressOfRecord();
        assertThat(address).hasToString(canonical);
        assertThat(SipUri.parse(canonical).addressOfRecord()).isEqualTo(address).hasSameHashCodeAs(address);
    }

    @Test
    @Rfc(number = 3261, section = "19.1.2")
    void findsParametersWhoseNamesAreEscaped() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:a@h;%6C%72;tr%61nsport=%74cp;%2f%41%c3=1");

        assertThat(uri.hasParameter("lr")).isTrue();
        assertThat(uri.parameter("transport")).isEqualTo("tcp");
        assertThat(uri.parameters().names()).containsExactly("lr", "transport", "%2fA%c3");
        assertThat(uri).hasToString("sip:a@h;%6C%72;tr%61nsport=%74cp;%2f%41%c3=1");
        assertThat(uri.withParameter("lr", null)).hasToString("sip:a@h;lr;transport=%74cp;%2fA%c3=1");
    }

    @Test
    @Rfc(number = 4475, section = "3.1.1.4")
    void neverCutsAUserAtAnEscapedNul() throws SyntaxException {
        AddressOfRecord one = SipUri.parse("sip:%00@h").addressOfRecord();
        AddressOfRecord two = SipUri.parse("sip:%00%00@h").addressOfRecord();
        assertThat(one.user()).isEqualTo("\0");
        assertThat(two.user()).isEqualTo("\0\0");
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    @Rfc(number = 3261, section = "19.1.6")
    void givesTheTelephoneNumberOfAPhoneUser() throws SyntaxException {
        assertThat(SipUri.parse("sip:+1-212-555-0101;ext=22:pw@gw;user=phone").toTel())
                .hasToString("tel:+1-212-555-0101;ext=22");
        assertThat(SipUri.parse("sip:%2A21%23@gw;user=PHONE").toTel()).hasToString("tel:*21#");
        assertThat(SipUri.parse("sip:+12125550101@gw").toTel()).isNull();
        assertThat(SipUri.parse("sip:+12125550101@gw;user=ip").toTel()).isNull();
        assertThat(SipUri.parse("sip:alice@gw;user=phone").toTel()).isNull();
        assertThat(SipUri.parse("sip:gw;user=phone").toTel()).isNull();
        assertThat(SipUri.parse("sip:+1%3Bext=1@gw;user=phone").toTel()).isNull();
    }

    @Test
    void anAddressOfRecordHasOneOfTwoSchemesAndAPort() throws SyntaxException {
        Host host = SipUri.parse("sip:example.com").host();

        assertThat(new AddressOfRecord("sip", "a b", host, 5070)).hasToString("sip:a%20b@example.com:5070");
        assertThatThrownBy(() -> new AddressOfRecord("tel", "a", host, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressOfRecord("sip", "a", host, 65_536))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
