package io.sidetone.sip.transaction;

import io.sidetone.sip.testing.TestBed;

class InMemoryTest extends TransactionCase {

    @Override
    TestBed bed() {
        return TestBed.simulated(1);
    }
}
