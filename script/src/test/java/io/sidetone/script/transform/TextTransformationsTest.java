package io.sidetone.script.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextTransformationsTest {

    private static final TransformationTable TABLE = new TransformationTable(TextTransformations.all(), List.of());

    @Test
    void everyExampleGivesWhatItSays() {
        TABLE.assertExamplesHold();
    }

    @Test
    void everyTransformationDoesWhatIsDocumented() {
        TABLE.assertCasesHold(TextTransformationsTest.class);
    }

    @Test
    void nullStaysNullButForThoseThatAreThereForIt() {
        TABLE.assertNullStaysNull(Set.of(
                "val.n0",
                "val.ne",
                "val.json",
                "val.jsonqe",
                "sql.val",
                "sql.val.int",
                "sql.val.str",
                "num.fdigit",
                "num.ldigit",
                "s.ftime"));
    }

    @Test
    void noNameMeansTwoThings() {
        TABLE.assertNamesAreOnce();
    }

    @Test
    void whatIsAbsentHasItsReason() {
        assertThat(TextTransformations.absent()).allSatisfy(absent -> {
            assertThat(absent.reason()).isNotEmpty();
            assertThat(TextTransformations.all()).noneMatch(row -> row.names().contains(absent.name()));
        });
    }
}
