package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [Members].
class MembersTest {

    private final Map<String, @Nullable Object> map = new LinkedHashMap<>(Map.of("a", 1L));
    private final List<@Nullable Object> list = new ArrayList<>(List.of("x", "y"));

    @Test
    void membersAndElementsAreRead() {
        assertThat(Members.member(map, "a")).isEqualTo(1L);
        assertThat(Members.member(map, "b")).isNull();
        assertThat(Members.member(null, "b")).isNull();
        assertThat(Members.element(list, 0L)).isEqualTo("x");
        assertThat(Members.element(list, -1L)).isEqualTo("y");
        assertThat(Members.element(list, 2L)).isNull();
        assertThat(Members.element(list, -3L)).isNull();
        assertThat(Members.element(map, "a")).isEqualTo(1L);
        assertThat(Members.element(null, 5L)).isNull();
    }

    @Test
    void whatHasNoMembersIsAnError() {
        assertThatThrownBy(() -> Members.member(5L, "a")).hasMessage("an integer has no member 'a'");
        assertThatThrownBy(() -> Members.element("text", 0L)).hasMessage("a string has no elements");
        assertThatThrownBy(() -> Members.element(list, "a")).hasMessage("a list takes a number as index, not a string");
    }

    @Test
    void membersAndElementsAreWritten() {
        Members.setMember(map, "b", 2L);
        Members.setMember(map, "a", null);
        assertThat(map).isEqualTo(Map.of("b", 2L));
        Members.setElement(map, 5L, "five");
        assertThat(map).containsEntry("5", "five");
        Members.setElement(list, 0L, "z");
        Members.setElement(list, 2L, "next");
        Members.setElement(list, -1L, "last");
        assertThat(list).isEqualTo(List.of("z", "y", "last"));
    }

    @Test
    void whatCannotBeWrittenIsAnError() {
        assertThatThrownBy(() -> Members.setMember(null, "a", 1L)).hasMessage("null takes no member 'a'");
        assertThatThrownBy(() -> Members.setElement(7L, 0L, 1L)).hasMessage("an integer takes no elements");
        assertThatThrownBy(() -> Members.setElement(list, 3L, 1L)).hasMessage("no element 3 in a list of 2");
        assertThatThrownBy(() -> Members.setElement(list, -3L, 1L)).isInstanceOf(ScriptError.class);
        assertThatThrownBy(() -> Members.setElement(List.of(1L), 0L, 2L)).hasMessage("the list cannot be changed");
        assertThatThrownBy(() -> Members.setMember(Map.of(), "a", 2L)).hasMessage("the map cannot be changed");
    }

    @Test
    void mapsAreMergedIntoANewOne() {
        assertThat(Members.merge(map, Map.of("b", 2L))).isEqualTo(Map.of("a", 1L, "b", 2L));
        assertThat(map).isEqualTo(Map.of("a", 1L));
    }
}
