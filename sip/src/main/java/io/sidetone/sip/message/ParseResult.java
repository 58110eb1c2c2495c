package io.sidetone.sip.message;

/// What came of reading a message.
public sealed interface ParseResult permits Parsed, Malformed {}
