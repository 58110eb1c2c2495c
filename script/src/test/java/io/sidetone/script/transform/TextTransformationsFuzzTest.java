package io.sidetone.script.transform;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Applies any transformation to any text: the first two octets choose it, then come its arguments, each in a
/// line, and the text.
class TextTransformationsFuzzTest {

    private final TransformationTable table = new TransformationTable(TextTransformations.all(), List.of());

    @FuzzTest
    void givesAValueOrRefuses(byte[] input) {
        table.assertGivesAValueOrRefuses(input);
    }
}
