package io.sidetone.dist.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContactsTest {

    private final Contacts contacts = new Contacts();

    private void done(String contact, boolean removes) {
        contacts.asked(contact, removes);
        contacts.answered(contact, removes);
    }

    @Test
    void whatWasAnsweredHasToBeThere() {
        done("a", false);
        done("b", false);

        Contacts.Verdict verdict = contacts.compare(List.of("a"));

        assertThat(verdict.kept()).isEqualTo(1);
        assertThat(verdict.lost()).containsExactly("b");
        assertThat(verdict.isGood()).isFalse();
    }

    @Test
    void whatWasRemovedMustNotBeThere() {
        done("a", false);
        done("a", true);
        done("b", false);
        done("b", true);

        Contacts.Verdict verdict = contacts.compare(List.of("a"));

        assertThat(verdict.returned()).containsExactly("a");
        assertThat(verdict.removed()).isEqualTo(1);
        assertThat(verdict.isGood()).isFalse();
    }

    @Test
    void whatWasNotAnsweredMayBeThereOrNot() {
        contacts.asked("a", false);
        done("b", false);
        contacts.asked("b", true);
        contacts.asked("c", false);

        Contacts.Verdict verdict = contacts.compare(List.of("a"));

        assertThat(verdict.open()).isEqualTo(3);
        assertThat(verdict.isGood()).isTrue();
    }

    @Test
    void whatNobodyHasAskedForIsStrange() {
        assertThat(contacts.compare(List.of("x")).isGood()).isFalse();
    }
}
