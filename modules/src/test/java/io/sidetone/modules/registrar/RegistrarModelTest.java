package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random registrations, against the rules written down as simply as they can be.
class RegistrarModelTest {

    /// What the model knows of a contact.
    private record Known(long expires, String callId, long cseq) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Rfc(number = 3261, section = "10.3")
    void doesWhatTheRulesSay(long seed) {
        Random random = new Random(seed);
        Registers bob = new Registers();
        bob.rules = bob.rules.withRepeatedCseq(false, 0).withMaxContacts(5, false);
        Map<String, Known> model = new LinkedHashMap<>();
        for (int step = 0; step < 3000; step++) {
            bob.now += random.nextInt(30);
            bob.bindings = bob.bindings.stream()
                    .filter(binding -> !binding.isExpired(bob.now))
                    .toList();
            model.values().removeIf(known -> known.expires() <= bob.now);
            String callId = "call" + random.nextInt(3);
            long cseq = random.nextInt(1 + step / 4);
            int code;
            int expected;
            if (random.nextInt(40) == 0) {
                code = bob.code(callId, cseq, "Contact: *", "Expires: 0");
                expected = model.values().stream().allMatch(known -> isNewer(known, callId, cseq)) ? 200 : 500;
                if (expected == 200) {
                    model.clear();
                }
            } else {
                List<String> contacts = new ArrayList<>();
                Map<String, Known> next = new LinkedHashMap<>(model);
                boolean old = false;
                boolean added = false;
                for (int i = random.nextInt(4); i > 0; i--) {
                    String uri = "sip:" + random.nextInt(8) + "@192.0.2.1";
                    long seconds = random.nextInt(4) == 0 ? 0 : 60 + random.nextInt(600);
                    contacts.add("<" + uri + ">;expires=" + seconds);
                    Known known = model.get(uri);
                    old |= known != null && !isNewer(known, callId, cseq);
                    if (seconds == 0) {
                        next.remove(uri);
                    } else {
                        next.put(uri, new Known(bob.now + seconds, callId, cseq));
                    }
                }
                added = next.keySet().stream().anyMatch(uri -> !model.containsKey(uri));
                expected = old ? 500 : next.size() > 5 && added ? 503 : 200;
                code = contacts.isEmpty()
                        ? bob.code(callId, cseq)
                        : bob.code(callId, cseq, "Contact: " + String.join(", ", contacts));
                if (expected == 200) {
                    model.clear();
                    model.putAll(next);
                }
            }
            assertThat(code).isEqualTo(expected);
            assertThat(bob.bindings.stream().map(each -> each.contact() + " " + each.expires()))
                    .containsExactlyInAnyOrderElementsOf(model.entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue().expires())
                            .toList());
        }
    }

    private static boolean isNewer(Known known, String callId, long cseq) {
        return !known.callId().equals(callId) || cseq > known.cseq();
    }
}
