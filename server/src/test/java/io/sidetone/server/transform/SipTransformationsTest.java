package io.sidetone.server.transform;

import io.sidetone.script.transform.TextTransformations;
import io.sidetone.script.transform.TransformationTable;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SipTransformationsTest {

    private static final TransformationTable TABLE =
            new TransformationTable(SipTransformations.all(), TextTransformations.all());

    @Test
    void everyExampleGivesWhatItSays() {
        TABLE.assertExamplesHold();
    }

    @Test
    void everyTransformationDoesWhatIsDocumented() {
        TABLE.assertCasesHold(SipTransformationsTest.class);
    }

    @Test
    void nullStaysNull() {
        TABLE.assertNullStaysNull(Set.of());
    }

    @Test
    void noNameMeansTwoThings() {
        TABLE.assertNamesAreOnce();
    }
}
