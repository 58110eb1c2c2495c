package io.sidetone.sip.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.text.SyntaxException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1_000_000})
    void readsWhatItWrites(int length) throws SyntaxException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        byte[] half = Arrays.copyOf(content, length / 2);
        byte[] rest = Arrays.copyOfRange(content, length / 2, length);
        Der der = new Der(Der.element(Der.OCTET_STRING, half, rest));
        assertThat(der.isNext(Der.SEQUENCE)).isFalse();
        assertThat(der.isNext(Der.OCTET_STRING)).isTrue();
        assertThat(der.next(Der.OCTET_STRING)).isEqualTo(content);
        assertThat(der.isNext(Der.OCTET_STRING)).isFalse();
    }

    @Test
    void refusesWhatIsNone() {
        for (String hex : List.of("", "04", "0402ff", "0480", "0484000000ff", "0482ff", "0281", "3000")) {
            Der der = new Der(HexFormat.of().parseHex(hex));
            assertThatThrownBy(() -> der.next(Der.OCTET_STRING)).as(hex).isInstanceOf(SyntaxException.class);
        }
    }
}
