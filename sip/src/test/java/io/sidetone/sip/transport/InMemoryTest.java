package io.sidetone.sip.transport;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.TestBed;
import java.util.List;

class InMemoryTest extends TransportCase {

    @Override
    TestBed bed() {
        return TestBed.simulated(1);
    }

    @Override
    List<Transport> transports() {
        return List.of(Transport.values());
    }
}
