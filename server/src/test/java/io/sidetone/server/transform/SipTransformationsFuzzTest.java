package io.sidetone.server.transform;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.script.transform.TransformationTable;
import java.util.List;

/// Applies any transformation that reads SIP to any text; see [TransformationTable#assertGivesAValueOrRefuses].
class SipTransformationsFuzzTest {

    private final TransformationTable table = new TransformationTable(SipTransformations.all(), List.of());

    @FuzzTest
    void givesAValueOrRefuses(byte[] input) {
        table.assertGivesAValueOrRefuses(input);
    }
}
