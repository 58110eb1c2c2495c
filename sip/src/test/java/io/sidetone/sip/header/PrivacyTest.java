package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyTest {

    @Test
    @Rfc(number = 3323, section = "4.2")
    void readsValuesBetweenSemicolons() {
        Privacy privacy = read(Headers.PRIVACY, "Header ; id;critical");
        assertThat(privacy.values()).containsExactly("Header", "id", "critical");
        assertThat(privacy.contains("header")).isTrue();
        assertThat(privacy.contains("none")).isFalse();
        assertThat(privacy).hasToString("Header;id;critical");
        refuses(Headers.PRIVACY, "", ";", "id;", "id;;user", "id user", "\"id\"", "id,user");
        assertThatThrownBy(() -> new Privacy(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
