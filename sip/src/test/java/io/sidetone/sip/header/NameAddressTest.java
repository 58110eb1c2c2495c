package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.canonical;
import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NameAddressTest {

    @Test
    @Rfc(number = 3261, section = "20")
    @Rfc(number = 3261, section = "25.1")
    void readsNameUriAndParameters() {
        NameAddress from = read(Headers.FROM, "\"A. G. Bell\" <sip:agb@bell-telephone.com;x=1> ;tag=a48s;y");
        assertThat(from.displayName()).isEqualTo("A. G. Bell");
        assertThat(from.rawDisplayName()).isEqualTo("\"A. G. Bell\"");
        assertThat(from.uri()).isInstanceOfSatisfying(SipUri.class, uri -> {
            assertThat(uri.user()).isEqualTo("agb");
            assertThat(uri.parameter("x")).isEqualTo("1");
        });
        assertThat(from.tag()).isEqualTo("a48s");
        assertThat(from.parameters().names()).containsExactly("tag", "y");
    }

    @Test
    @Rfc(number = 3261, section = "20")
    void givesParametersToTheFieldWhereNoAngleBracketsAre() {
        NameAddress to = read(Headers.TO, "sip:+12125551212@server.example.com;tag=887s");
        assertThat(to.uri()).hasToString("sip:+12125551212@server.example.com");
        assertThat(to.tag()).isEqualTo("887s");
        assertThat(to.displayName()).isNull();
        assertThat(to).hasToString("<sip:+12125551212@server.example.com>;tag=887s");
    }

    @Test
    @Rfc(number = 3261, section = "20")
    void refusesABareUriWithCommaOrQuestionMark() {
        refuses(Headers.TO, "sip:a@example.com?Route=%3Csip:b%3E", "sip:a,b@example.com", "sip:a?b@example.com");
        refuses(Headers.CONTACT, "sip:user@example.com?Route=%3Csip:sip.example.com%3E");
    }

    @Test
    void keepsEscapesAndNonAsciiOfNames() {
        NameAddress name = read(Headers.TO, "\"Quote \\\" \\\\ \u4f60\" <sip:a@example.com>");
        assertThat(name.displayName()).isEqualTo("Quote \" \\ \u4f60");
        assertThat(name.rawDisplayName()).isEqualTo("\"Quote \\\" \\\\ \u4f60\"");
        assertThat(read(Headers.TO, "\"\" <sip:a@example.com>").displayName()).isEmpty();
        assertThat(read(Headers.TO, "\u00c4gir de l'Est <sip:a@example.com>").displayName())
                .isEqualTo("\u00c4gir de l'Est");
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void needsNoSpaceBetweenNameAndBracket() {
        assertThat(read(Headers.FROM, "caller<sip:caller@example.com>;tag=323").displayName())
                .isEqualTo("caller");
        assertThat(read(Headers.FROM, "\"c\"<sip:c@example.com>").displayName()).isEqualTo("c");
    }

    @Test
    void unfoldsNames() {
        assertThat(canonical(Headers.TO, "\"a\r\n b\"\r\n <sip:a@h>\r\n ;tag=1"))
                .isEqualTo("\"a b\" <sip:a@h>;tag=1");
        assertThat(canonical(Headers.TO, "a\r\n\tb\r\n <sip:a@h>")).isEqualTo("a b <sip:a@h>");
    }

    @Test
    void refusesBrokenForms() {
        refuses(
                Headers.TO,
                "",
                "<",
                "<>",
                ">",
                "<sip:a@h",
                "sip:a@h>",
                "<<sip:a@h>>",
                "<sip:a@h>x",
                "<sip:a@h>;",
                "a b c");
        refuses(
                Headers.TO,
                "\"Mr. J. User <sip:j.user@example.com>",
                "\"x\" sip:a@h",
                "\"x\"",
                "\"x\" \"y\" <sip:a@h>");
        refuses(Headers.TO, "Watson, T. <sip:t@example.org>", "A @ B <sip:a@h>", "(c) <sip:a@h>", "a;b <sip:a@h>");
        refuses(Headers.TO, "\"Watson\" < sip:t.watson@example.org >", "<sip:a@h b>", "sip:a @h", "<sip:a\u0000@h>");
        refuses(Headers.TO, "*", "<*>", ";tag=1", "<sip:a@h>;tag=", "<sip:a@h>;tag=\"x", "\"\u0001\" <sip:a@h>");
    }

    @Test
    @Rfc(number = 3261, section = "20.34")
    void wantsAngleBracketsInRoutes() {
        NameAddress route = read(Headers.ROUTE, "<sip:server10.example.com;lr>");
        assertThat(route.uri())
                .isInstanceOfSatisfying(
                        SipUri.class, uri -> assertThat(uri.hasParameter("lr")).isTrue());
        refuses(Headers.ROUTE, "sip:p1.example.com;lr", "p1 sip:p1.example.com", "");
        refuses(Headers.PATH, "sip:p1.example.com;lr");
    }

    @Test
    @Rfc(number = 3325, section = "9.1")
    void keepsWhatCarriersAddToAnAssertedIdentity() {
        assertThat(read(Headers.P_ASSERTED_IDENTITY, "tel:+14085264000").uri().scheme())
                .isEqualTo("tel");
        assertThat(read(Headers.P_ASSERTED_IDENTITY, "\"C J\" <sip:f@cisco.com>")
                        .displayName())
                .isEqualTo("C J");
        assertThat(read(Headers.P_ASSERTED_IDENTITY, "<sip:f@cisco.com>;cpc=ordinary")
                        .parameters()
                        .get("cpc"))
                .isEqualTo("ordinary");
        refuses(Headers.P_ASSERTED_IDENTITY, "<sip:f@cisco.com> x", "");
    }

    @Test
    @Rfc(number = 3261, section = "20.9")
    void takesNoNameBeforeAReference() {
        NameAddress icon = read(Headers.CALL_INFO, "<http://www.example.com/a/photo.jpg?x=1,2> ;purpose=icon");
        assertThat(icon.uri()).hasToString("http://www.example.com/a/photo.jpg?x=1,2");
        assertThat(icon.parameters().get("purpose")).isEqualTo("icon");
        refuses(Headers.CALL_INFO, "x <http://h/>", "http://h/", "\"x\" <http://h/>", "<>");
    }

    @Test
    void readsAddressesOfAnyScheme() {
        assertThat(read(Headers.TO, "isbn:2983792873").uri().scheme()).isEqualTo("isbn");
        assertThat(read(Headers.FROM, "<http://www.example.com>;tag=3").tag()).isEqualTo("3");
    }

    @Test
    @Rfc(number = 3261, section = "19.3")
    void changesOnePartAndKeepsTheRest() throws SyntaxException {
        NameAddress address = NameAddress.of(Uri.parse("sip:a@example.com"));
        assertThat(address.tag()).isNull();
        NameAddress named = address.withDisplayName("Say \"hi\"").withTag("1").withParameter("lr", null);
        assertThat(named).hasToString("\"Say \\\"hi\\\"\" <sip:a@example.com>;tag=1;lr");
        assertThat(named.withTag("2").tag()).isEqualTo("2");
        assertThat(named.withUri(Uri.parse("tel:+1")).withoutParameter("TAG").withDisplayName(null))
                .hasToString("<tel:+1>;lr");
        assertThat(address).hasToString("<sip:a@example.com>").isEqualTo(read(Headers.TO, "sip:a@example.com"));
        assertThat(address).isNotEqualTo(named).isNotEqualTo(address.withTag("1"));
        assertThat(address.parameters()).isSameAs(Parameters.NONE);
    }

    @Test
    @Rfc(number = 5626, section = "4.1")
    @Rfc(number = 5626, section = "4.2")
    void tellsInstanceAndFlow() {
        NameAddress contact = contact("<sip:a@h>;+sip.instance=\"<urn:uuid:C3>\";reg-id=2");
        assertThat(contact.instance()).isEqualTo("urn:uuid:C3");
        assertThat(contact.regId()).isEqualTo(2);
        assertThat(contact("<sip:a@h>").instance()).isNull();
        assertThat(contact("<sip:a@h>;+sip.instance=urn:x:1").instance()).isEqualTo("urn:x:1");
        for (String bad : new String[] {"", ";reg-id", ";reg-id=0", ";reg-id=x", ";reg-id=2147483648"}) {
            assertThat(contact("<sip:a@h>" + bad).regId()).as(bad).isEqualTo(NameAddress.ABSENT);
        }
    }

    @Test
    @Rfc(number = 5627, section = "5.2")
    void tellsGruus() {
        NameAddress contact = contact("<sip:a@h>;pub-gruu=\"sip:c@h;gr=x\";temp-gruu=\"sip:t@h;gr\"");
        assertThat(contact.publicGruu()).isEqualTo("sip:c@h;gr=x");
        assertThat(contact.temporaryGruu()).isEqualTo("sip:t@h;gr");
        assertThat(contact("<sip:a@h>").publicGruu()).isNull();
    }

    private static NameAddress contact(String text) {
        NameAddress address = read(Headers.CONTACT, text).address();
        assertThat(address).isNotNull();
        return Objects.requireNonNull(address);
    }
}
