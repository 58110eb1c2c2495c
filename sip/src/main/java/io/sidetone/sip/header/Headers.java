package io.sidetone.sip.header;

/// The types of the header fields that somebody acts on: `request.first(Headers.VIA)`. Grouped by the RFC that defines
/// them.
public final class Headers {

    private Headers() {}
}
