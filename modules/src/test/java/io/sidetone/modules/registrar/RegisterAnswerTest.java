package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.registrar.Registrar.Decision;
import io.sidetone.modules.registrar.Registrar.Effect;
import io.sidetone.server.service.Binding;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterAnswerTest {

    private static String contact(Binding binding) throws RefusedException {
        SipRequest register = Registers.request("a", 1);
        SipResponse.Builder answer = SipResponse.answer(register, 200, "OK");
        new RegisterAnswer(null, "received", false, false, 0, List.of(), List.of())
                .write(
                        register,
                        Registers.read(register),
                        new Decision(List.of(binding), List.of(binding), Effect.NONE),
                        Registers.NOW,
                        "Thu, 01 Jan 1970 00:00:00 GMT",
                        answer);
        return answer.build().field("Contact").value();
    }

    private static Binding.Builder binding() {
        return Binding.of("sip:bob@192.0.2.1;transport=tcp", "a").expires(Registers.NOW + 60);
    }

    @Test
    void aDeviceIsToldAllThatIsKeptOfIt() throws Exception {
        assertThat(contact(binding()
                        .parameters(";audio;x=\"y z\"")
                        .q(500)
                        .received("sip:198.51.100.1:5")
                        .instance("urn:uuid:1", 2)
                        .build()))
                .isEqualTo("<sip:bob@192.0.2.1;transport=tcp>;audio;x=\"y z\";expires=60;q=0.5"
                        + ";received=\"sip:198.51.100.1:5\";+sip.instance=\"<urn:uuid:1>\";reg-id=2");
    }

    /// Rows of a database may be anybody's work.
    @ParameterizedTest
    @CsvSource({";audio;EXPIRES=9, ;audio", ";a=b c, ''", ";, ''", "audio, ''", ";q=1, ''"})
    void storedParametersThatCannotBeReadOrAreSaidElsewhereDoNotCount(String stored, String told) throws Exception {
        assertThat(contact(binding().parameters(stored).build()))
                .isEqualTo("<sip:bob@192.0.2.1;transport=tcp>" + told + ";expires=60");
    }
}
