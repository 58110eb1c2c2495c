package io.sidetone.sip.event;

/// What came of reading a body that should be a part of a SIP message.
public sealed interface FragmentResult permits SipFragment, MalformedFragment {}
