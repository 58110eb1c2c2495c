package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TransactionKeyTest {

    /// Bits of a branch that are spelled by one of two pairs of letters with the same hash.
    private static final int BITS = 15;

    private static TransactionKey key(String branch, String sentBy, Method method) {
        String text = Stand.request("MESSAGE", branch)
                .replaceFirst("\\{local}", sentBy)
                .replace("{transport}", "UDP")
                .replace("{remote}", "example.com")
                .replace("\n", "\r\n");
        SipRequest request = (SipRequest) ((Parsed) new MessageParser().parse(Text.encode(text + "\r\n"))).message();
        return TransactionKey.of(request, method);
    }

    @Test
    @Rfc(number = 3261, section = "17.2.3")
    void theOrderAgreesWithEquality() {
        List<TransactionKey> keys = new ArrayList<>();
        for (String branch : List.of("z9hG4bKa", "z9hG4bKb", "1", "2")) {
            for (String sentBy : List.of(
                    "a.example", "A.EXAMPLE", "a.example:5060", "[2001:db8::1]", "[2001:DB8:0::1]", "192.0.2.1")) {
                keys.add(key(branch, sentBy, Method.INVITE));
                keys.add(key(branch, sentBy, Method.MESSAGE));
            }
        }
        for (TransactionKey one : keys) {
            for (TransactionKey other : keys) {
                assertThat(one.compareTo(other) == 0).as(one + " " + other).isEqualTo(one.equals(other));
                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
                if (one.equals(other)) {
                    assertThat(one).hasSameHashCodeAs(other);
                }
            }
        }
    }

    /// Without an order of the keys this takes minutes.
    @Test
    void branchesWithOneHashDoNotMakeTheMapSlow() {
        Map<TransactionKey, String> map = new ConcurrentHashMap<>();
        Set<Integer> hashes = new HashSet<>();
        for (int number = 0; number < 1 << BITS; number++) {
            StringBuilder branch = new StringBuilder("z9hG4bK");
            for (int bit = 0; bit < BITS; bit++) {
                branch.append((number >> bit & 1) == 0 ? "Aa" : "BB");
            }
            TransactionKey key = key(branch.toString(), "a.example", Method.INVITE);
            hashes.add(key.hashCode());
            map.put(key, "");
        }
        assertThat(hashes).hasSize(1);
        assertThat(map).hasSize(1 << BITS);
    }
}
