package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.sip.Client.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What makes no sense is said before a socket is opened.
@Timeout(60)
class UsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| which command?",
                "dance | Unmatched argument",
                "ping | Missing required parameter: 'URI'",
                "ping sip:[ | is no SIP URI",
                "ping -c 0 sip:a | --count needs a number from 1 on",
                "ping -i -1 sip:a | --interval needs a number of seconds",
                "ping --timeout NaN sip:a | --timeout needs a number of seconds",
                "ping --transport sctp sip:a | --transport is udp, tcp or tls",
                "ping --listen nowhere sip:a | --listen needs an address",
                "ping --listen udp:127.0.0.1:99999 sip:a | there is no such port",
                "ping --header Via:x sip:a | is written by the client itself",
                "ping --header nothing sip:127.0.0.1 | no header field",
                "ping --proxy tel:1 sip:a | --proxy needs a SIP URI",
                "ping --ca none.pem sip:a | the certificates can not be used",
                "ping --password-file none --from b@c sip:a | the password can not be read",
                "ping --password-file none --password x sip:a | say the same thing twice",
                "register sip:example.org | an address such as sip:alice@example.org is needed",
                "register --remove a@b | which binding?",
                "register --query --remove-all a@b | mutually exclusive",
                "call --dtmf 12X a@b | --dtmf takes the keys",
                "call --tone 5 a@127.0.0.1 | --tone is from 50 to 3800",
                "call --play none.wav a@127.0.0.1 | the recording can not be played",
                "call --play a --tone 400 a@b | mutually exclusive",
                "answer --status 200 | --status is from 300 to 699",
                "answer --register --listen udp:127.0.0.1:0 | --register needs --from",
                "message a@b | Missing required parameter: 'TEXT'",
            })
    void isSaidInOneSentence(String line, String complaint) throws Exception {
        String[] words = line == null ? new String[0] : line.split(" ");

        Result result = Client.run(words);

        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("sidetone: ").contains(complaint);
        assertThat(result.err()).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "register", "call", "answer", "message"})
    void helpTellsTheExitCodes(String command) throws Exception {
        Result result = Client.run(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("Usage: ./sidetone sip " + command)
                .contains("Exit codes:")
                .contains("--timeout");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void withoutAServerNobodyKnowsWhereATelephoneNumberLeads() throws Exception {
        Result result = Client.run("call", "tel:+4930123456");

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("use --proxy");
    }
}
