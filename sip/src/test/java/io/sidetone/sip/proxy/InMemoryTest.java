package io.sidetone.sip.proxy;

import io.sidetone.sip.testing.TestBed;

class InMemoryTest extends ProxyCase {

    @Override
    TestBed bed() {
        return TestBed.simulated(1);
    }
}
