package io.sidetone.sip.sdp;

import io.sidetone.sip.text.WireText;

/// The value of an attribute that has a type of its own. Immutable.
public sealed interface AttributeValue extends WireText permits RtpMap, Fmtp, Rtcp, Candidate, Fingerprint, Crypto {

    /// The name of the attribute that carries such values.
    String attributeName();

    /// The attribute as it goes into a section.
    default Attribute attribute() {
        return new Attribute(attributeName(), text());
    }
}
