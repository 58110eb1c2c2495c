package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.uri.SipUri;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Devices that say who they are: flows, GRUUs, push notifications.
class DevicesTest {

    private static final String OUTBOUND = "Supported: outbound";
    private static final String INSTANCE = ";+sip.instance=\"<urn:uuid:1>\"";

    private final Registers bob = new Registers();

    // ---- Flows

    @Test
    @Rfc(number = 5626, section = "6")
    @Rfc(number = 5626, section = "4.1")
    @Rfc(number = 5626, section = "4.2")
    void aFlowIsKnownByItsDeviceAndNumberAlone() throws Exception {
        bob.register("a", 1, "Contact: <sip:bob@10.0.0.1:1111>;reg-id=1" + INSTANCE, OUTBOUND);
        bob.register("b", 1, "Contact: <sip:bob@10.0.0.1:2222>;reg-id=2" + INSTANCE, OUTBOUND);
        bob.register("c", 1, "Contact: <sip:bob@10.0.0.9:3333>;reg-id=1" + INSTANCE.replace("uuid", "UUID"), OUTBOUND);
        assertThat(bob.shown()).containsExactly("sip:bob@10.0.0.9:3333 3600", "sip:bob@10.0.0.1:2222 3600");
        bob.register("c", 2, "Contact: <sip:bob@10.0.0.1:2222>;reg-id=3" + INSTANCE, OUTBOUND);
        assertThat(bob.bindings).hasSize(3);
    }

    @Test
    @Rfc(number = 5626, section = "6")
    void theNumberOfAFlowMeansNothingWithoutADeviceOrSupport() throws Exception {
        bob.register("a", 1, "Contact: <sip:bob@10.0.0.1>;reg-id=1" + INSTANCE);
        bob.register("b", 1, "Contact: <sip:bob@10.0.0.2>;reg-id=1", OUTBOUND);
        assertThat(bob.bindings).extracting(Binding::regId).containsExactly(Binding.ABSENT, Binding.ABSENT);
    }

    @Test
    @Rfc(number = 5626, section = "6")
    void flowsArePromisedOnlyIfTheNeighbourOfTheDeviceKeepsThem() {
        String contact = "Contact: <sip:bob@10.0.0.1>;reg-id=1" + INSTANCE;
        assertThat(bob.code("a", 1, contact, OUTBOUND, "Path: <sip:192.0.2.9;lr>"))
                .isEqualTo(439);
        assertThat(bob.code("a", 1, contact, OUTBOUND, "Path: <sip:192.0.2.9;lr;ob>"))
                .isEqualTo(200);
        assertThat(bob.code("a", 2, contact + ", <sip:bob@10.0.0.2>;reg-id=2" + INSTANCE, OUTBOUND))
                .isEqualTo(400);
    }

    // ---- GRUUs

    private final Gruu gruu = new Gruu("secret", new Random(1));

    private static Binding device(String urn, String callId, long modified) {
        return Binding.of("sip:bob@10.0.0.1", callId)
                .instance(urn, Binding.ABSENT)
                .modified(modified)
                .build();
    }

    @Test
    @Rfc(number = 5627, section = "5.4")
    @Rfc(number = 5627, section = "6.1")
    void aTemporaryUriIsGoodAsLongAsTheCallIdIsTheSame() throws Exception {
        SipUri user = SipUri.parse("sip:bob@example.org;x=1");
        Binding binding = device("urn:uuid:1", "call", 1);
        String first = gruu.temporaryOf(user, "bob@example.org", binding);
        String second = gruu.temporaryOf(user, "bob@example.org", binding);
        assertThat(first).isNotEqualTo(second).startsWith("sip:tgruu.").endsWith("@example.org;gr");
        for (String text : List.of(first, second)) {
            Gruu.Resolved resolved = gruu.resolve(SipUri.parse(text), null);
            assertThat(resolved.address()).isEqualTo("bob@example.org");
            assertThat(resolved.meaning().fits(binding)).isTrue();
            assertThat(resolved.meaning().fits(device("urn:uuid:1", "other", 1)))
                    .isFalse();
            assertThat(resolved.meaning().fits(device("urn:uuid:2", "call", 1))).isFalse();
        }
        assertThat(new Gruu("other", new Random(1)).resolve(SipUri.parse(first), null))
                .isNull();
    }

    @Test
    void temporaryUrisThatNobodyMadeMeanNothing() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] octets = new byte[random.nextInt(80)];
            random.nextBytes(octets);
            String user = Base64.getUrlEncoder().encodeToString(octets).replace("=", "");
            assertThat(gruu.resolve(SipUri.parse("sip:tgruu." + user + "@example.org;gr"), null))
                    .isNull();
        }
        assertThat(gruu.resolve(SipUri.parse("sip:tgruu.%20@example.org;gr"), null))
                .isNull();
        assertThat(gruu.resolve(SipUri.parse("sip:bob@example.org"), "bob@example.org"))
                .isNull();
    }

    @Test
    @Rfc(number = 5627, section = "6.1")
    void aPublicUriMeansTheNewestBindingOfItsDevice() throws Exception {
        SipUri user = SipUri.parse("sip:bob@example.org");
        SipUri uri = SipUri.parse(Gruu.publicOf(user, "urn:uuid:1"));
        Gruu.Resolved resolved = gruu.resolve(uri, "bob@example.org");
        Binding newest = device("URN:uuid:1", "c", 3);
        List<Binding> bindings = List.of(device("urn:uuid:1", "a", 1), newest, device("urn:uuid:2", "b", 9));
        assertThat(Gruu.choose(bindings, resolved.meaning())).isSameAs(newest);
    }

    // ---- Push notifications

    @Test
    @Rfc(number = 8599, section = "5.6.1")
    void aDeviceIsKnownByWhatItsNotificationsNeed() throws Exception {
        bob.rules = bob.rules.withPush(List.of("pn-provider", "pn-prid"));
        bob.register("a", 1, "Contact: <sip:bob@10.0.0.1:1;pn-provider=fcm;pn-prid=7>");
        bob.register("b", 1, "Contact: <sip:bob@10.9.9.9:2;pn-prid=7;pn-provider=fcm>");
        bob.register("c", 1, "Contact: <sip:bob@10.9.9.9:3;pn-provider=fcm>");
        assertThat(bob.bindings)
                .extracting(Binding::contact)
                .containsExactly("sip:bob@10.9.9.9:2;pn-prid=7;pn-provider=fcm", "sip:bob@10.9.9.9:3;pn-provider=fcm");
        assertThat(bob.bindings).extracting(each -> each.is(Binding.PUSH)).containsExactly(true, false);
    }

    @Test
    @Rfc(number = 8599, section = "5.6.1")
    @Rfc(number = 8599, section = "4")
    void aNotificationThatNobodyCanSendIsRefused() throws Exception {
        Registration request =
                Registers.read(Registers.request("a", 1, "Contact: <sip:bob@10.0.0.1;pn-provider=apns;pn-prid=7>"));
        assertThatThrownBy(() -> PushNotification.check(request, List.of("fcm")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(555));
        assertThatCode(() -> PushNotification.check(request, List.of("apns"))).doesNotThrowAnyException();
    }

    @Test
    @Rfc(number = 8599, section = "5.6.2")
    void whatOnlyTheRegistrarHasToKnowIsNotSent() throws Exception {
        assertThat(PushNotification.withoutParameters(
                                Registers.uri("sip:bob@10.0.0.1;pn-provider=apns;ob;PN-prid=7"),
                                List.of("pn-provider", "pn-prid"))
                        .text())
                .isEqualTo("sip:bob@10.0.0.1;ob");
    }

    // ---- Flags

    @Test
    void flagsAreWrittenInWordsOrInLetters() {
        List<FlagList.Known> known = List.of(
                new FlagList.Known("memory-only", "m", false),
                new FlagList.Known("max-contacts", "c", true),
                new FlagList.Known("path-lazy", "p1", false),
                new FlagList.Known("ua-filtering", "u", true));
        assertThat(FlagList.read("max-contacts=5, path-lazy", known).values())
                .containsEntry("max-contacts", "5")
                .containsKey("path-lazy");
        assertThat(FlagList.read("mc5p1u/Phone/", known).values())
                .containsEntry("max-contacts", "5")
                .containsEntry("ua-filtering", "/Phone/")
                .containsKeys("memory-only", "path-lazy");
        assertThat(FlagList.read(" ", known).values()).isEmpty();
        assertThatThrownBy(() -> FlagList.read("nonsense", known)).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> FlagList.read("max-contacts=x", known).number("max-contacts", 0))
                .hasMessageContaining("number");
    }

    @Test
    void preferencesAreWrittenShort() {
        assertThat(List.of(0, 5, 50, 500, 999, 1000).stream().map(RegisterAnswer::thousandths))
                .containsExactly("0", "0.005", "0.05", "0.5", "0.999", "1");
    }
}
