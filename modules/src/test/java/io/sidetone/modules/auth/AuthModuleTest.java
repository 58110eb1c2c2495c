package io.sidetone.modules.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.testing.LogCapture;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestClient;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthModuleTest {

    private static final String LOAD = """
            loadmodule "auth.so"
            loadmodule "answers.so"
            modparam("auth", "username_spec", "$var(user)")
            modparam("auth", "password_spec", "$var(password)")
            modparam("auth", "calculate_ha1", 1)
            """;

    private static final String CHECK = """
            route {
                $var(user) = "alice";
                $var(password) = "s3cret";
                pv_www_authorize("example.org");
                $var(code) = $rc;
                if ($var(code) == -4 || $var(code) == -3)
                    www_challenge("example.org", "auth");
                answer($var(code));
            }
            """;

    private final Answers answers = new Answers();
    private @Nullable ScriptTest running;

    private ScriptTest start(String settings, String routes) {
        running = ScriptTest.of(LOAD + settings + routes, new CoreModule(), new AuthModule(), answers);
        return running;
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Rfc(number = 8760, section = "2.3")
    @Rfc(number = 3261, section = "22")
    void aChallengeOffersAllAlgorithmsTheStrongestFirst() {
        Phone phone = new Phone(start("", CHECK));

        List<Challenge> challenges = phone.challenges();

        assertThat(challenges).extracting(Challenge::algorithm).containsExactly("SHA-512-256", "SHA-256", "MD5");
        assertThat(challenges).extracting(Challenge::realm).containsOnly("example.org");
        assertThat(challenges).extracting(Challenge::qopOptions).containsOnly(List.of("auth"));
        assertThat(challenges).extracting(Challenge::nonce).doesNotContainNull();
        assertThat(challenges).noneMatch(Challenge::stale);
    }

    @Test
    void rightCredentialsAreAcceptedByEachAlgorithm() {
        Phone phone = new Phone(start("", CHECK));

        for (DigestAlgorithm algorithm : AuthSettings.STRONGEST_FIRST) {
            Credentials credentials = Phone.answer(phone.challenges(), algorithm, "alice", "s3cret", 1);
            assertThat(phone.register(credentials).statusCode()).isEqualTo(200);
        }
        assertThat(running.statistic("auth:authorized")).isEqualTo(3);
        assertThat(running.statistic("auth:challenges")).isEqualTo(3);
    }

    @Test
    void codesTellTheScriptWhatIsWrong() {
        Phone phone = new Phone(start("", CHECK));

        assertThat(phone.code("alice", "wrong")).isEqualTo(Authenticator.INVALID_PASSWORD);
        assertThat(phone.code("bob", "s3cret")).isEqualTo(Authenticator.INVALID_USER);
        assertThat(Phone.code(phone.send("REGISTER", "Authorization: Digest realm=\"example.org\"")))
                .isEqualTo(Authenticator.ERROR);
        assertThat(Phone.code(phone.send("REGISTER", "Authorization: Digest realm=\"example.org")))
                .isEqualTo(Authenticator.ERROR);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    @Test
    void credentialsOfAnotherRealmAreNone() {
        Phone phone = new Phone(start("", CHECK));

        SipResponse response = phone.send(
                "REGISTER",
                "Authorization: Digest username=\"alice\", realm=\"elsewhere\", nonce=\"n\", uri=\"sip:example.org\","
                        + " response=\"0\"");

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    @Rfc(number = 7616, section = "3.4")
    void credentialsAreGoodOnceAndANonceIsGoodForMany() {
        Phone phone = new Phone(start("", CHECK));
        List<Challenge> challenges = phone.challenges();
        Credentials first = Phone.answer(challenges, DigestAlgorithm.SHA_256, "alice", "s3cret", 1);

        assertThat(phone.code(first)).isEqualTo(1);
        assertThat(phone.register(first).statusCode()).isEqualTo(401);
        // They may overtake each other.
        assertThat(phone.code(Phone.answer(challenges, DigestAlgorithm.SHA_256, "alice", "s3cret", 3)))
                .isEqualTo(1);
        assertThat(phone.code(Phone.answer(challenges, DigestAlgorithm.SHA_256, "alice", "s3cret", 2)))
                .isEqualTo(1);
        SipResponse again = phone.register(Phone.answer(challenges, DigestAlgorithm.SHA_256, "alice", "s3cret", 2));
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.all(Headers.WWW_AUTHENTICATE)).isNotEmpty().allMatch(Challenge::stale);
    }

    @Test
    void aNonceIsGoodForOneRequestIfThatIsSet() {
        Phone phone = new Phone(start("modparam(\"auth\", \"one_time_nonce\", 1)\n", CHECK));
        List<Challenge> challenges = phone.challenges();

        assertThat(phone.code(Phone.answer(challenges, DigestAlgorithm.MD5, "alice", "s3cret", 1)))
                .isEqualTo(1);
        assertThat(phone.register(Phone.answer(challenges, DigestAlgorithm.MD5, "alice", "s3cret", 2))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void countsAreNotLookedAtIfThatIsSet() {
        Phone phone = new Phone(start("modparam(\"auth\", \"disable_nonce_check\", 1)\n", CHECK));
        Credentials credentials = Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "alice", "s3cret", 1);

        assertThat(phone.code(credentials)).isEqualTo(1);
        assertThat(phone.code(credentials)).isEqualTo(1);
    }

    @Test
    @Rfc(number = 7616, section = "3.3")
    void anOldNonceIsStaleWhoeverIsNamed() {
        ScriptTest test = start("modparam(\"auth\", \"nonce_expire\", 10)\n", CHECK);
        Phone phone = new Phone(test);
        List<Challenge> challenges = phone.challenges();
        test.pass(Duration.ofSeconds(11));

        for (String name : List.of("alice", "nobody")) {
            SipResponse response = phone.register(Phone.answer(challenges, DigestAlgorithm.SHA_256, name, "s3cret", 1));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.all(Headers.WWW_AUTHENTICATE)).isNotEmpty().allMatch(Challenge::stale);
        }
        Challenge foreign = challenges.getFirst().with("nonce", "made elsewhere");
        assertThat(phone.register(Phone.answer(foreign, "REGISTER", "alice", "s3cret", 1))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSecondServerWithTheSecretAcceptsNonces() {
        String secret = "modparam(\"auth\", \"secret\", \"0123456789abcdef0123456789abcdef\")\n";
        List<Challenge> challenges = new Phone(start(secret, CHECK)).challenges();
        running.close();
        Phone phone = new Phone(start(secret, CHECK));
        phone.challenges();

        assertThat(phone.code(Phone.answer(challenges, DigestAlgorithm.SHA_256, "alice", "s3cret", 1)))
                .isEqualTo(1);
    }

    @Test
    @Rfc(number = 8760, section = "2.3")
    void aWeakerAlgorithmThanOfferedIsRefused() {
        Phone phone = new Phone(start("", """
                route {
                    $var(user) = "alice";
                    $var(password) = "s3cret";
                    pv_www_authorize("example.org");
                    $var(code) = $rc;
                    if ($var(code) == -4 && $hdr(X-Weak) == null)
                        www_challenge("example.org", "auth", "sha-256,SHA-512-256");
                    if ($var(code) == -4)
                        www_challenge("example.org", "auth", "MD5");
                    answer($var(code));
                }
                """.replace("$hdr(X-Weak) == null", "!has_credentials(\"weak\")")));
        List<Challenge> strong = phone.challenges();
        assertThat(strong).extracting(Challenge::algorithm).containsExactly("SHA-512-256", "SHA-256");
        Challenge weakened = strong.getLast().with("algorithm", "MD5");

        assertThat(phone.code(Phone.answer(weakened, "REGISTER", "alice", "s3cret", 1)))
                .isEqualTo(Authenticator.STALE_NONCE);
        SipResponse weak = phone.send("REGISTER", "Authorization: Digest realm=\"weak\"");
        assertThat(weak.all(Headers.WWW_AUTHENTICATE))
                .extracting(Challenge::algorithm)
                .containsExactly("MD5");
        assertThat(phone.code(Phone.answer(weakened, "REGISTER", "alice", "s3cret", 1)))
                .isEqualTo(Authenticator.STALE_NONCE);
    }

    @Test
    void algorithmsCanBeSetForAll() {
        Phone phone = new Phone(start("modparam(\"auth\", \"auth_algorithms\", \"MD5,SHA-256\")\n", CHECK));

        assertThat(phone.challenges()).extracting(Challenge::algorithm).containsExactly("SHA-256", "MD5");
    }

    @Test
    void aBadPasswordAndAnUnknownUserGetTheSameAnswer() {
        Phone phone = new Phone(start("", """
                route {
                    $var(user) = "alice";
                    $var(password) = "s3cret";
                    if (!pv_www_authorize("")) {
                        www_challenge("", "auth");
                        exit;
                    }
                    answer(1);
                }
                """));

        String wrong =
                shape(phone.register(Phone.answer(phone.challenges(), DigestAlgorithm.SHA_256, "alice", "wrong", 1)));
        String unknown =
                shape(phone.register(Phone.answer(phone.challenges(), DigestAlgorithm.SHA_256, "nobody", "wrong", 1)));

        assertThat(unknown).isEqualTo(wrong).startsWith("SIP/2.0 401");
    }

    /// A response without what is new in each.
    private static String shape(SipResponse response) {
        return new String(response.toByteArray(), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("nonce=\"[^\"]*\"", "nonce")
                .replaceAll("(branch|tag)=[^;\r]*", "$1")
                .replaceAll("Call-ID: .*|CSeq: .*", "");
    }

    @Test
    void whoGuessesIsRefusedForATimeThatDoubles() {
        ScriptTest test = start("modparam(\"auth\", \"throttle_failures\", 2)\n", CHECK);
        Phone phone = new Phone(test);
        for (int i = 0; i < 3; i++) {
            assertThat(phone.code("alice", "guess" + i)).isEqualTo(Authenticator.INVALID_PASSWORD);
        }

        // Also the right password: who guesses must not learn it.
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.THROTTLED);
        assertThat(test.command("auth:throttled"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
        test.pass(Duration.ofMillis(1100));
        assertThat(phone.code("alice", "guess")).isEqualTo(Authenticator.INVALID_PASSWORD);
        test.pass(Duration.ofMillis(1100));
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.THROTTLED);
        test.pass(Duration.ofSeconds(1));
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        assertThat(phone.code("alice", "guess")).as("counted from the start").isEqualTo(Authenticator.INVALID_PASSWORD);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        assertThat(test.statistic("auth:throttled")).isEqualTo(2);
    }

    @Test
    void theLogSaysWhoIsRefusedFromNowOnOnceForEachFailure() {
        Phone phone = new Phone(start("modparam(\"auth\", \"throttle_failures\", 1)\n", CHECK));
        try (LogCapture log = new LogCapture(AuthModule.class.getName())) {
            for (int i = 0; i < 5; i++) {
                phone.code("alice", "guess");
            }
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().getFirst())
                    .matches("Throttled [0-9.]+ \\(user at address\\): 2 failures, refused for 1 s, "
                            + "user \"alice@example.org\"");
        }
    }

    @Test
    void theOperatorCanForgetFailures() {
        ScriptTest test = start("modparam(\"auth\", \"throttle_failures\", 0)\n", CHECK);
        Phone phone = new Phone(test);
        assertThat(phone.code("alice", "guess")).isEqualTo(Authenticator.INVALID_PASSWORD);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.THROTTLED);

        assertThat(test.command("auth:unthrottle", "alice@example.org")).isEqualTo(Map.of("forgotten", 2L));
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    @Test
    void theBrakeCanBeOff() {
        Phone phone = new Phone(
                start("modparam(\"auth\", \"throttle_failures\", 0)\nmodparam(\"auth\", \"throttle\", 0)\n", CHECK));

        assertThat(phone.code("alice", "guess")).isEqualTo(Authenticator.INVALID_PASSWORD);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    @Test
    @Rfc(number = 7616, section = "3.4.3")
    void aProofThatCoversTheBodyFitsThatBodyOnly() {
        Phone phone = new Phone(start("", CHECK.replace("\"auth\"", "\"auth-int\"")));
        Challenge challenge = phone.challenges().getFirst();
        DigestUser user = new DigestUser("alice", "example.org", DigestSecret.ofPassword("s3cret"));
        DigestRequest covered = new DigestRequest("MESSAGE", Phone.URI, "Hello".getBytes(StandardCharsets.UTF_8));
        for (int count = 1; count <= 2; count++) {
            Credentials proof = DigestClient.answer(challenge, user, covered, Qop.AUTH_INT, "c", count);
            SipResponse response = phone.send(
                    "MESSAGE",
                    "Content-Type: text/plain",
                    "Authorization: " + proof.text(),
                    count == 1 ? "body Hullo" : "body Hello");
            assertThat(Phone.code(response)).isEqualTo(count == 1 ? Authenticator.INVALID_PASSWORD : 1);
        }
    }

    @Test
    void theSameCredentialsAreRightAgainInOneScript() {
        Phone phone = new Phone(start("", """
                route {
                    $var(user) = "alice";
                    $var(password) = "s3cret";
                    if (!pv_www_authorize("example.org"))
                        www_challenge("example.org", "auth");
                    pv_www_authorize("example.org");
                    answer($rc);
                }
                """));

        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    @Test
    void credentialsAreConsumedAndStillRead() {
        Phone phone = new Phone(start("", """
                route {
                    $var(user) = "alice";
                    $var(password) = "s3cret";
                    if (!pv_www_authorize("example.org"))
                        www_challenge("example.org", "auth");
                    consume_credentials();
                    note_request();
                    note("$au $aU $ar $adu $aa $auth.qop $auth.nc");
                    answer(1);
                }
                """));

        Credentials credentials = Phone.answer(phone.challenges(), DigestAlgorithm.SHA_256, "alice", "s3cret", 1);
        phone.send(
                "REGISTER",
                "Authorization: " + credentials.text(),
                "Proxy-Authorization: Digest username=\"other\", realm=\"next\"");

        List<String> notes = answers.notes();
        assertThat(notes.getFirst()).doesNotContain("alice\", realm").contains("\nProxy-Authorization: Digest");
        assertThat(notes.getLast()).isEqualTo("alice alice example.org sip:example.org SHA-256 auth 00000001");
    }

    @Test
    void aPasswordCanBeHandedOver() {
        Phone phone = new Phone(start("", """
                route {
                    $var(ha1) = "%s";
                    pv_www_authenticate("example.org", $var(ha1), 1);
                    $var(code) = $rc;
                    if ($var(code) == -4)
                        www_challenge("example.org", "auth,auth-int", "MD5");
                    answer($var(code));
                }
                """.formatted(DigestAlgorithm.MD5.ha1("carol", "example.org", "pw"))));

        List<Challenge> challenges = phone.challenges();
        assertThat(challenges.getFirst().qopOptions()).containsExactly("auth", "auth-int");
        assertThat(phone.code(Phone.answer(challenges, DigestAlgorithm.MD5, "carol", "pw", 1)))
                .isEqualTo(1);
        assertThat(phone.code(Phone.answer(challenges, DigestAlgorithm.MD5, "carol", "px", 2)))
                .isEqualTo(Authenticator.INVALID_PASSWORD);
    }

    @Test
    void remotePartyIdIsAdded() {
        Phone phone = new Phone(start("", """
                route {
                    push("rpid", "<sip:+4930123@example.org>");
                    if (is_rpid_user_e164())
                        append_rpid_hf();
                    append_rpid_hf("\\"A\\" ", ";screen=no");
                    push("rpid", "sip:alice@example.org");
                    if (!is_rpid_user_e164())
                        note_request();
                    answer(1);
                }
                """));

        phone.send("REGISTER");

        assertThat(answers.notes().getLast())
                .contains("Remote-Party-ID: <sip:+4930123@example.org>;party=calling;id-type=subscriber;"
                        + "screen=yes\r\n")
                .contains("Remote-Party-ID: \"A\" <sip:+4930123@example.org>;screen=no\r\n");
    }

    /// Parts are taken out, doubled and overwritten; the proof is that of another request, so none is right.
    @Test
    void hostileCredentialsAreNeverRightAndAlwaysAnswered() {
        Phone phone = new Phone(start("modparam(\"auth\", \"throttle\", 0)\n", CHECK));
        Random random = new Random(8760);
        String odd = "\\\",=:@%;()<>{} \tDigest\u00e4'";
        for (int i = 0; i < 300; i++) {
            Challenge challenge =
                    i % 10 == 0 ? phone.challenges().getFirst() : Challenge.digest("example.org", "n" + i);
            String right = Phone.answer(challenge.with("qop", "auth"), "INVITE", "alice", "s3cret", 1)
                    .text();
            StringBuilder text = new StringBuilder(right);
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
                    case 1 -> text.insert(at, right, 0, random.nextInt(right.length()));
                    default -> text.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
                }
            }
            SipResponse response = phone.send("REGISTER", "Authorization: x" + text, "Authorization: " + text);
            assertThat(response.statusCode()).as(text.toString()).isIn(401, 499);
        }
        assertThat(running.statistic("auth:authorized")).isZero();
    }

    @Test
    void settingsThatCannotBeAreRefusedAtTheStart() {
        for (String setting : List.of(
                "modparam(\"auth\", \"secret\", \"short\")\n",
                "modparam(\"auth\", \"auth_algorithms\", \"MD4\")\n",
                "modparam(\"auth\", \"username_spec\", \"alice\")\n")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> start(setting, CHECK)))
                    .hasMessageStartingWith("the module auth cannot start: ");
        }
    }
}
