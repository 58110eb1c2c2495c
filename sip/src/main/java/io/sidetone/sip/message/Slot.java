package io.sidetone.sip.message;

/// A gap in a header field whose text is known only when the message is sent on a certain socket: the address and
/// transport of a Via, the pair of addresses of a Record-Route.
///
/// Until then the field shows the placeholder. Immutable.
public interface Slot {

    /// What is read in place of the text as long as it is not known. It must fit the field's grammar.
    String placeholder();
}
