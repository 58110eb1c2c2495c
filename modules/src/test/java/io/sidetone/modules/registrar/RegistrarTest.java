package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.registrar.Registrar.Effect;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.MethodMask;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of RFC 3261 §10.3, one by one.
class RegistrarTest {

    private final Registers bob = new Registers();

    // ---- Step 5: whose bindings they are

    @Test
    @Rfc(number = 3261, section = "10.3")
    void theAddressIsThatOfTheToWithoutParametersAndEscapes() throws Exception {
        assertThat(AddressRules.DEFAULT.of(Registers.uri("sip:b%6Fb:secret@EXAMPLE.org;transport=tcp?a=b")))
                .isEqualTo("bob@example.org");
        assertThat(new AddressRules(false, false, "", 64, 64, 256).of(Registers.uri("sip:BOB@example.org")))
                .isEqualTo("bob");
        assertThat(new AddressRules(true, true, "sip.", 64, 64, 256).of(Registers.uri("sip:Bob@sip.example.org")))
                .isEqualTo("Bob@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:example.org", "tel:+1555", "sip:b%00b@example.org", "sip:b%0ab@example.org"})
    void addressesThatNobodyCanHaveAreRefused(String uri) {
        assertThatThrownBy(() -> AddressRules.DEFAULT.of(Registers.uri(uri)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(400));
    }

    @Test
    void addressesThatAreTooLongAreRefused() {
        assertThatThrownBy(() -> AddressRules.DEFAULT.of(Registers.uri("sip:" + "b".repeat(65) + "@example.org")))
                .hasMessage("Address Of Record too long");
    }

    // ---- Step 6: the wildcard

    @Test
    @Rfc(number = 3261, section = "10.2.2")
    void aStarRemovesAllBindings() throws Exception {
        bob.register("a", 1, "Contact: <sip:bob@192.0.2.1>, <sip:bob@192.0.2.2>");
        assertThat(bob.register("b", 1, "Contact: *", "Expires: 0").effect()).isEqualTo(Effect.REMOVED);
        assertThat(bob.bindings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"*, 3600", "'*, <sip:bob@192.0.2.9>', 0", "*, x", "'<sip:bob@192.0.2.9>, *', 0"})
    @Rfc(number = 3261, section = "10.2.2")
    void aStarStandsAloneAndWithAnExpiresOfNothing(String contact, String expires) throws Exception {
        bob.register("a", 1, "Contact: <sip:bob@192.0.2.1>");
        assertThat(bob.code("b", 1, "Contact: " + contact, "Expires: " + expires))
                .isEqualTo(400);
        assertThat(bob.bindings).hasSize(1);
    }

    @Test
    void aStarWithoutExpiresIsRefused() {
        assertThat(bob.code("b", 1, "Contact: *")).isEqualTo(400);
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void anOldStarRemovesNothing() throws Exception {
        bob.register("a", 5, "Contact: <sip:bob@192.0.2.1>");
        bob.register("b", 1, "Contact: <sip:bob@192.0.2.2>");
        assertThat(bob.code("a", 4, "Contact: *", "Expires: 0")).isEqualTo(500);
        assertThat(bob.bindings).hasSize(2);
    }

    // ---- Step 7: contacts, one by one

    @Test
    @Rfc(number = 3261, section = "10.3")
    void aContactIsBoundAndAnsweredWithAllOthers() throws Exception {
        bob.register("a", 1, "Contact: <sip:bob@192.0.2.1>;q=0.7;expires=600");
        assertThat(bob.register("b", 1, "Contact: <sip:bob@192.0.2.2>", "Expires: 900")
                        .after())
                .hasSize(2);
        assertThat(bob.shown()).containsExactly("sip:bob@192.0.2.1 600", "sip:bob@192.0.2.2 900");
        assertThat(bob.bindings).extracting(Binding::q).containsExactly(700, Binding.ABSENT);
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void withoutContactNothingChanges() throws Exception {
        bob.register("a", 1, "Contact: <sip:bob@192.0.2.1>");
        assertThat(bob.register("a", 1).effect()).isEqualTo(Effect.NONE);
        assertThat(bob.register("a", 0, "Expires: 0").after()).hasSize(1);
    }

    @Test
    @Rfc(number = 3261, section = "10.2.1.1")
    void theTimeIsThatOfTheContactThenOfTheFieldThenOfTheRegistrar() throws Exception {
        bob.register("a", 1, "Contact: <sip:a@192.0.2.1>;expires=100, <sip:b@192.0.2.1>", "Expires: 200");
        bob.register("b", 1, "Contact: <sip:c@192.0.2.1>");
        bob.register("b", 2, "Contact: <sip:d@192.0.2.1>", "Expires: soon");
        bob.register("b", 3, "Contact: <sip:e@192.0.2.1>;expires=soon", "Expires: 70");
        assertThat(bob.shown())
                .containsExactly(
                        "sip:a@192.0.2.1 100",
                        "sip:b@192.0.2.1 200",
                        "sip:c@192.0.2.1 3600",
                        "sip:d@192.0.2.1 3600",
                        "sip:e@192.0.2.1 3600");
    }

    @Test
    void aTimeIsMadeToFitTheLimits() throws Exception {
        bob.rules = bob.rules.withExpires(60, 1000, false);
        bob.register("a", 1, "Contact: <sip:a@192.0.2.1>;expires=5, <sip:b@192.0.2.1>;expires=4294967295");
        assertThat(bob.shown()).containsExactly("sip:a@192.0.2.1 60", "sip:b@192.0.2.1 1000");
        bob.rules = bob.rules.withExpires(0, 0, false);
        bob.register("a", 2, "Contact: <sip:a@192.0.2.1>;expires=4294967295");
        assertThat(bob.shown()).contains("sip:a@192.0.2.1 " + Registrar.LONGEST);
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void aTimeThatIsTooShortIsRefusedWithTheShortestOne() throws Exception {
        bob.rules = bob.rules.withExpires(60, 0, true);
        assertThat(bob.code("a", 1, "Contact: <sip:a@192.0.2.1>;expires=600, <sip:b@192.0.2.1>;expires=5"))
                .isEqualTo(423);
        assertThat(bob.bindings).isEmpty();
        assertThat(bob.code("a", 1, "Contact: <sip:a@192.0.2.1>;expires=0")).isEqualTo(200);
        bob.rules = bob.rules.withExpires(7200, 0, true);
        assertThat(bob.code("a", 1, "Contact: <sip:a@192.0.2.1>;expires=3600")).isEqualTo(200);
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void ofOneCallIdOnlyANewerRequestCounts() throws Exception {
        bob.rules = bob.rules.withRepeatedCseq(false, 0);
        bob.register("a", 5, "Contact: <sip:bob@192.0.2.1>");
        assertThat(bob.code("a", 4, "Contact: <sip:bob@192.0.2.1>;expires=0")).isEqualTo(500);
        assertThat(bob.code("a", 5, "Contact: <sip:bob@192.0.2.1>;expires=0")).isEqualTo(500);
        assertThat(bob.code("b", 1, "Contact: <sip:bob@192.0.2.1>;expires=100")).isEqualTo(200);
        assertThat(bob.code("b", 2, "Contact: <sip:bob@192.0.2.1>;expires=0")).isEqualTo(200);
        assertThat(bob.bindings).isEmpty();
    }

    @Test
    void aRetransmissionIsAnsweredAsTheFirstOneAndChangesNothing() throws Exception {
        bob.rules = bob.rules.withRepeatedCseq(false, 20);
        bob.register("a", 5, "Contact: <sip:bob@192.0.2.1>;expires=100");
        bob.now += 19;
        assertThat(bob.register("a", 5, "Contact: <sip:bob@192.0.2.1>;expires=100")
                        .after())
                .isSameAs(bob.bindings)
                .hasSize(1);
        assertThat(bob.shown()).containsExactly("sip:bob@192.0.2.1 81");
        bob.now++;
        assertThat(bob.code("a", 5, "Contact: <sip:bob@192.0.2.1>;expires=100")).isEqualTo(500);
    }

    @Test
    void aRepeatedCseqCountsWhereThatIsAllowed() throws Exception {
        bob.register("a", 5, "Contact: <sip:bob@192.0.2.1>;expires=100");
        bob.now += 50;
        bob.register("a", 5, "Contact: <sip:bob@192.0.2.1>;expires=100");
        assertThat(bob.shown()).containsExactly("sip:bob@192.0.2.1 100");
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void allContactsOfARequestCountOrNone() throws Exception {
        bob.register("a", 5, "Contact: <sip:old@192.0.2.1>;expires=100");
        assertThat(bob.code("a", 4, "Contact: <sip:new@192.0.2.1>, <sip:old@192.0.2.1>;expires=0"))
                .isEqualTo(500);
        assertThat(bob.code("b", 1, "Contact: <sip:new@192.0.2.1>, <sip:broken"))
                .isEqualTo(400);
        assertThat(bob.code("b", 1, "Contact: <sip:new@192.0.2.1>", "Contact: <sip:x@192.0.2.1>;q=7"))
                .isEqualTo(400);
        assertThat(bob.shown()).containsExactly("sip:old@192.0.2.1 100");
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void contactsAreMatchedByTheRulesOfTheirUris() throws Exception {
        bob.register("a", 1, "Contact: <sip:b%6Fb@Phone.example.org;transport=TCP>");
        bob.register("a", 2, "Contact: <sip:bob@phone.example.org;transport=tcp;x=1>;expires=700");
        bob.register("a", 3, "Contact: <sip:BOB@phone.example.org;transport=tcp>");
        assertThat(bob.shown())
                .containsExactly(
                        "sip:bob@phone.example.org;transport=tcp;x=1 700",
                        "sip:BOB@phone.example.org;transport=tcp 3600");
    }

    @Test
    void aBindingKeepsItsNumberWhenItIsRefreshed() throws Exception {
        bob.register("a", 1, "Contact: <sip:a@192.0.2.1>, <sip:b@192.0.2.1>");
        bob.register("a", 2, "Contact: <sip:b@192.0.2.1>");
        assertThat(bob.bindings).extracting(Binding::id).containsExactly(1L, 2L);
        assertThat(bob.bindings).extracting(Binding::cseq).containsExactly(1L, 2L);
    }

    @Test
    void whatARequestNamesTwiceCountsOnce() throws Exception {
        bob.register("a", 1, "Contact: <sip:a@192.0.2.1>;expires=100, <sip:a@192.0.2.1>;expires=200");
        assertThat(bob.shown()).containsExactly("sip:a@192.0.2.1 200");
        bob.register("a", 2, "Contact: <sip:b@192.0.2.1>, <sip:b@192.0.2.1>;expires=0, <sip:b@192.0.2.1>;expires=300");
        assertThat(bob.shown()).containsExactly("sip:a@192.0.2.1 200", "sip:b@192.0.2.1 300");
    }

    @Test
    void removingWhatIsNotThereIsNoError() throws Exception {
        assertThat(bob.register("a", 1, "Contact: <sip:a@192.0.2.1>;expires=0").after())
                .isEmpty();
    }

    @Test
    void contactsOfOtherSchemesAreBound() throws Exception {
        bob.register("a", 1, "Contact: <mailto:bob@example.org>, <tel:+15550100>");
        assertThat(bob.bindings).hasSize(2);
    }

    @Test
    void theCallIdCanDecideAsWell() throws Exception {
        bob.rules = bob.rules.withMatching(Matching.BY_URI_AND_CALL_ID);
        bob.register("a", 1, "Contact: <sip:bob@10.0.0.1>");
        bob.register("b", 1, "Contact: <sip:bob@10.0.0.1>");
        bob.register("b", 2, "Contact: <sip:bob@10.0.0.1>");
        assertThat(bob.bindings).hasSize(2);
    }

    @Test
    void aParameterCanDecideAlone() throws Exception {
        bob.rules = bob.rules.withMatching(Matching.of("<rinstance>"));
        bob.register("a", 1, "Contact: <sip:bob@10.0.0.1;rinstance=7>");
        bob.register("b", 1, "Contact: <sip:bob@10.0.0.2:9999;rinstance=7>");
        bob.register("c", 1, "Contact: <sip:bob@10.0.0.2>");
        assertThat(bob.shown()).containsExactly("sip:bob@10.0.0.2:9999;rinstance=7 3600", "sip:bob@10.0.0.2 3600");
    }

    // ---- Limits

    @Test
    void moreContactsThanAllowedAreRefused() throws Exception {
        bob.rules = bob.rules.withMaxContacts(2, false);
        bob.register("a", 1, "Contact: <sip:a@192.0.2.1>, <sip:b@192.0.2.1>");
        assertThat(bob.code("b", 1, "Contact: <sip:c@192.0.2.1>")).isEqualTo(503);
        assertThat(bob.code("b", 1, "Contact: <sip:c@192.0.2.1>, <sip:a@192.0.2.1>;expires=0"))
                .isEqualTo(200);
        assertThat(bob.bindings).hasSize(2);
    }

    @Test
    void theOldestGoesWhereRoomIsMade() throws Exception {
        bob.rules = bob.rules.withMaxContacts(2, true);
        for (char user = 'a'; user < 'e'; user++) {
            bob.now++;
            bob.register("call" + user, 1, "Contact: <sip:" + user + "@192.0.2.1>;expires=100");
        }
        assertThat(bob.shown()).containsExactly("sip:c@192.0.2.1 99", "sip:d@192.0.2.1 100");
        assertThat(bob.code("x", 1, "Contact: <sip:1@a.org>, <sip:2@a.org>, <sip:3@a.org>"))
                .isEqualTo(503);
    }

    @Test
    void nobodyHasMoreBindingsThanThereMayEverBe() throws Exception {
        for (int i = 0; i < Registrar.MOST_BINDINGS; i++) {
            bob.register("call" + i, 1, "Contact: <sip:" + i + "@192.0.2.1>");
        }
        assertThat(bob.code("x", 1, "Contact: <sip:x@192.0.2.1>")).isEqualTo(503);
        assertThat(bob.code("x", 1, "Contact: <sip:7@192.0.2.1>")).isEqualTo(200);
    }

    @Test
    void aRequestWithTooManyContactsIsRefused() {
        String contacts = "sip:x@192.0.2.1,".repeat(Registration.MOST_CONTACTS) + "sip:x@192.0.2.1";
        assertThat(bob.code("x", 1, "Contact: " + contacts)).isEqualTo(400);
    }

    @Test
    void contactsCallIdsAndPathsThatAreTooLongAreRefused() {
        assertThat(bob.code("x", 1, "Contact: <sip:" + "x".repeat(255) + "@192.0.2.1>"))
                .isEqualTo(400);
        assertThat(bob.code("x".repeat(256), 1, "Contact: <sip:x@192.0.2.1>")).isEqualTo(400);
        assertThat(bob.code("x", 1, "Contact: <sip:x@192.0.2.1>;a=" + "x".repeat(2001)))
                .isEqualTo(400);
        assertThat(bob.code("x", 1, "Contact: <sip:x@192.0.2.1>", "Path: <sip:" + "p".repeat(2001) + ";lr>"))
                .isEqualTo(400);
        assertThat(bob.code("x", 1, "Contact: <sip:x@192.0.2.1>", "Path: nonsense"))
                .isEqualTo(400);
    }

    // ---- What is kept

    @Test
    void aBindingKeepsWhatTheRequestSaysOfTheDevice() throws Exception {
        bob.register(
                "a",
                7,
                "Contact: \"Bob\" <sip:bob@192.0.2.1;ob>;+sip.instance=\"<urn:uuid:1>\";audio;x=\"y z\";q=1",
                "User-Agent: " + "Phone".repeat(100),
                "Allow: INVITE, ACK, FUNNY",
                "Path: <sip:p1.example.org;lr>",
                "Path: <sip:p2.example.org;lr;ob>");
        Binding binding = bob.bindings.getFirst();
        assertThat(binding.contact()).isEqualTo("sip:bob@192.0.2.1;ob");
        assertThat(binding.callId()).isEqualTo("a");
        assertThat(binding.cseq()).isEqualTo(7);
        assertThat(binding.instance()).isEqualTo("urn:uuid:1");
        assertThat(binding.parameters()).isEqualTo(";audio;x=\"y z\"");
        assertThat(binding.q()).isEqualTo(1000);
        assertThat(binding.userAgent()).hasSize(255).startsWith("PhonePhone");
        assertThat(binding.path()).isEqualTo("<sip:p1.example.org;lr>,<sip:p2.example.org;lr;ob>");
        assertThat(MethodMask.holds(binding.methods(), Method.INVITE)).isTrue();
        assertThat(MethodMask.holds(binding.methods(), Method.of("STRANGE"))).isTrue();
        assertThat(MethodMask.holds(binding.methods(), Method.BYE)).isFalse();
    }

    @Test
    void timesDifferALittleIfThatIsWanted() throws Exception {
        RegistrarRules d = RegistrarRules.DEFAULT;
        bob.rules = new RegistrarRules(
                d.defaultExpires(), 0, 0, false, 100, 500, 0, false, d.matching(), true, 20, List.of(), true);
        for (int i = 0; i < 50; i++) {
            bob.register("a" + i, 1, "Contact: <sip:" + i + "@192.0.2.1>;expires=1800");
        }
        assertThat(bob.bindings)
                .extracting(binding -> binding.expires() - bob.now)
                .allMatch(seconds -> seconds >= 1700 && seconds <= 1900)
                .anyMatch(seconds -> seconds < 1800)
                .anyMatch(seconds -> seconds > 1800);
        assertThat(bob.bindings).extracting(Binding::q).containsOnly(500);
    }
}
