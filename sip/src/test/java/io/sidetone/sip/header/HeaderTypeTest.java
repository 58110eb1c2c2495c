package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeaderTypeTest {

    @Test
    void knowsTheFieldsOfOthers() {
        HeaderType<String> type = HeaderType.list("X-Colours", PlainValues::token);

        assertThat(type.known()).isNull();
        assertThat(type.isList()).isTrue();
        assertThat(HeaderType.single("v", Via::parse).known()).isEqualTo(HeaderName.VIA);
    }

    @Test
    void refusesNamesThatWouldBreakTheirLine() {
        for (String name : new String[] {"", "X Y", "X:", "X: 1\r\nY", "X\n"}) {
            assertThatThrownBy(() -> HeaderType.single(name, PlainValues::token))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> HeaderType.list(name, PlainValues::token))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
