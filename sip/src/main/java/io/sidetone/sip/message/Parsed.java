package io.sidetone.sip.message;

/// The octets are a SIP message.
public record Parsed(SipMessage message) implements ParseResult {}
