package io.sidetone.sip.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, 192.0.2.255, 192.0.1.255, 192.0.3.0",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.255, 192.0.2.127, 192.0.3.128",
        "192.0.2.7, 192.0.2.7, 192.0.2.7, 192.0.2.6, 192.0.2.8",
        "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255, ::, 2001:db8::1",
        "2001:db8::/33, 2001:db8::, 2001:db8:7fff::1, 2001:db8:8000::, 2001:db7::",
        "::/0, ::, ffff::, 0.0.0.0, 192.0.2.1"
    })
    @Rfc(number = 4632, section = "3.1")
    void holdsTheAddressesThatBeginAlike(String block, String first, String last, String before, String behind) {
        AddressBlock read = AddressBlock.parse(block);

        assertThat(read.contains(InetAddress.ofLiteral(first))).isTrue();
        assertThat(read.contains(InetAddress.ofLiteral(last))).isTrue();
        assertThat(read.contains(InetAddress.ofLiteral(before))).isFalse();
        assertThat(read.contains(InetAddress.ofLiteral(behind))).isFalse();
        assertThat(AddressBlock.parse(read.toString())).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/24",
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/x",
                "192.0.2.0/24/24",
                "192.0.2.0/99999999999",
                "192.0.2.1/24",
                "192.0.2.0/22",
                "2001:db8::1/32",
                "::/129",
                "::ffff:192.0.2.0/120",
                "example.com",
                "example.com/24",
                "192.0.2.0 /24"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithArithmetic() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            int bits = 8 * address.length;
            int prefix = random.nextInt(bits + 1);
            BigInteger value = new BigInteger(1, address);
            BigInteger first = value.shiftRight(bits - prefix).shiftLeft(bits - prefix);
            AddressBlock block = new AddressBlock(Addresses.ofOctets(octets(first, address.length)), prefix);
            BigInteger other = value.flipBit(random.nextInt(bits));

            assertThat(block.contains(Addresses.ofOctets(address))).isTrue();
            assertThat(block.contains(Addresses.ofOctets(octets(other, address.length))))
                    .as("%s in %s", other.toString(16), block)
                    .isEqualTo(other.shiftRight(bits - prefix).equals(first.shiftRight(bits - prefix)));
        }
    }

    private static byte[] octets(BigInteger value, int length) {
        byte[] all = value.toByteArray();
        byte[] octets = new byte[length];
        byte[] low = Arrays.copyOfRange(all, Math.max(0, all.length - length), all.length);
        System.arraycopy(low, 0, octets, length - low.length, low.length);
        return octets;
    }
}
