package io.sidetone.dist.house;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The rules of the house, held against the real tree.
@TestInstance(Lifecycle.PER_CLASS)
class HouseTest {

    private final Reactor reactor = Reactor.here();

    @Test
    void mainCodeUsesOnlyWhatStandsBelow() {
        assertKept(new FloorCheck());
    }

    @Test
    void functionsFilesAndLinesAreShort() {
        assertKept(new SizeCheck());
    }

    @Test
    void noStaticChanges() {
        assertKept(new StaticsCheck());
    }

    @Test
    void nobodyReadsTheTimeOrSleepsOrPrintsWhereItIsNotAllowed() {
        assertKept(new UseCheck());
    }

    @Test
    void namesSaySomething() {
        assertKept(new NameCheck());
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertKept(new PackageInfoCheck());
    }

    @Test
    void everyTestAsserts() {
        assertKept(new AssertionCheck());
    }

    @Test
    void everyCitedSectionHasATest() {
        assertKept(new RfcCheck());
    }

    private void assertKept(Check check) {
        Keeping.assertKept(check, reactor);
    }
}
