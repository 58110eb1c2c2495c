package io.sidetone.server.transform;

import io.sidetone.script.define.TransformationDefinition;
import java.util.List;
import java.util.stream.Stream;

/// The table of transformations that read what SIP writes.
public final class SipTransformations {

    private SipTransformations() {}

    /// All of them, in the order of the documentation.
    public static List<TransformationDefinition> all() {
        return Stream.of(
                        UriTransformations.all(),
                        AddressTransformations.all(),
                        ViaTransformations.all(),
                        SdpTransformations.all(),
                        SocketTransformations.all(),
                        MsrpTransformations.all())
                .flatMap(List::stream)
                .toList();
    }
}
