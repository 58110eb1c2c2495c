package io.sidetone.dist.compat.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.dist.compat.row.Step.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How the files of rows are read.
class RowsTest {

    private static final Path FILE = Path.of("a-1-thing.row");
    private static final String TEXT = """
            title: A thing
            rule: Things
            show: log X-A
            --- config
            request_route { exit; }
            --- flow
            alice > OPTIONS sip:bob@SERVER
            --- expect
            alice
              200 OPTIONS
            """;

    @Test
    void whatIsReadIsWrittenTheSame() {
        Row row = Rows.parse(FILE, TEXT);

        assertThat(row.id()).isEqualTo("a-1-thing");
        assertThat(row.kind()).isEqualTo(Row.Kind.EQUAL);
        assertThat(row.words("show")).containsExactly("log", "X-A");
        assertThat(Rows.text(row)).isEqualTo(TEXT);
    }

    @Test
    void aDifferenceHasItsReasonAndBothSides() {
        String text = TEXT.replace("show:", "differs: because\nshow:");

        assertThatThrownBy(() -> Rows.parse(FILE, text)).hasMessageContaining("belong together");
        Row row = Rows.parse(FILE, text + "--- ours\nbob\n");
        assertThat(row.kind()).isEqualTo(Row.Kind.DIFFERS);
        assertThat(row.expectedHere()).isEqualTo("bob\n");
    }

    @Test
    void onlyADifferenceIsAboutNames() {
        String text = TEXT.replace("show:", "about: function.save\nshow:");

        assertThatThrownBy(() -> Rows.parse(FILE, text)).hasMessageContaining("'about' belongs to 'differs'");
    }

    @Test
    void openRowsSaySo() {
        Row row = Rows.parse(FILE, TEXT);

        assertThat(row.open(true).kind()).isEqualTo(Row.Kind.OPEN);
        assertThat(row.open(true).open(false)).isEqualTo(row);
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Rows.parse(FILE, "colour: red\n")).hasMessage("a-1-thing.row:1: there is no colour");
        assertThatThrownBy(() -> Rows.parse(FILE, TEXT + "--- more\n"))
                .hasMessage("a-1-thing.row:11: there is no section more");
    }

    @Test
    void aFlowIsSteps() {
        List<Step> steps = Step.parse("""
                # a comment
                alice > INVITE sip:bob@SERVER
                  X-A: 1
                  | body
                bob < INVITE
                bob = 180 Ringing
                wait 20
                """);

        assertThat(steps)
                .containsExactly(
                        new Step(Kind.SEND, "alice", "INVITE sip:bob@SERVER", List.of("X-A: 1", "| body")),
                        new Step(Kind.RECEIVE, "bob", "INVITE", List.of()),
                        new Step(Kind.ANSWER, "bob", "180 Ringing", List.of()),
                        new Step(Kind.WAIT, "", "20", List.of()));
        assertThatThrownBy(() -> Step.parse("alice sends")).hasMessage("no step of a flow: alice sends");
    }
}
