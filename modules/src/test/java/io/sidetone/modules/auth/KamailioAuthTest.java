package io.sidetone.modules.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The numbers that Kamailio's scripts know.
class KamailioAuthTest {

    private final Answers answers = new Answers();
    private ScriptTest test;

    private void start(String routes) {
        test = ScriptTest.of(
                "#!KAMAILIO\nloadmodule \"auth.so\"\nloadmodule \"answers.so\"\n" + routes,
                new CoreModule(),
                new AuthModule(),
                answers);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private int code(String... lines) {
        return Phone.code(new Phone(test).send("REGISTER", lines));
    }

    @Test
    void noCredentialsAreFive() {
        start("route { pv_www_authenticate(\"example.org\", \"s3cret\", \"0\"); answer($rc); }");
        assertThat(code()).isEqualTo(-5);
    }

    @Test
    void aNonceThatIsNotOursIsFour() {
        start("route { pv_auth_check(\"example.org\", \"s3cret\", \"0\", \"1\"); answer($rc); }");
        assertThat(code("Authorization: Digest username=\"alice\", realm=\"example.org\", nonce=\"none\", "
                        + "uri=\"sip:example.org\", response=\"0123456789abcdef0123456789abcdef\""))
                .isEqualTo(-4);
    }

    @Test
    void challengesOfferWhatNumbersSay() {
        start("route { auth_algorithm(\"MD5\"); auth_challenge(\"example.org\", \"2\"); }");
        SipResponse answer = test.ask(test.peer(), 401, "REGISTER");
        assertThat(answer.all(Headers.WWW_AUTHENTICATE)).hasSize(1);
        assertThat(answer.first(Headers.WWW_AUTHENTICATE).toString())
                .contains("qop=\"auth-int\"")
                .contains("MD5");
    }

    @Test
    void aChallengeCanBeHad() {
        start("""
                route {
                    auth_get_www_authenticate("example.org", "1", $var(challenge));
                    if ($var(challenge) =~ "^WWW-Authenticate: Digest .*realm=.example.org") answer(7);
                    else answer(8);
                }""");
        assertThat(code()).isEqualTo(7);
    }
}
