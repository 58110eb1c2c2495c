package io.sidetone.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("t_relay", "t_reply", "send_reply", "route");

    @Test
    void findsTheNearestName() {
        assertThat(Suggestion.nearest("t_rely", KNOWN)).contains("t_relay");
        assertThat(Suggestion.nearest("T_REPYL", KNOWN)).contains("t_reply");
        assertThat(Suggestion.nearest("rout", KNOWN)).contains("route");
        assertThat(Suggestion.of("rout", KNOWN, "did you mean ")).isEqualTo("did you mean `route`?");
    }

    @Test
    void whatIsFarIsNotMeant() {
        assertThat(Suggestion.nearest("lookup", KNOWN)).isEmpty();
        assertThat(Suggestion.nearest("t_relay".repeat(20), KNOWN)).isEmpty();
        assertThat(Suggestion.of("lookup", KNOWN, "did you mean ")).isEmpty();
    }
}
