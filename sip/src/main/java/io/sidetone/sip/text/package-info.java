/// Characters, tokens and text: the lexical rules that every other floor's grammar is made of (RFC 3261 §25.1).
///
/// Readers walk a slice of a message's bytes and never copy before a value is asked for. Values that leave this
/// floor are strings, so whoever keeps one does not keep the message it came from. Stands on `base`. Nothing here
/// has state that threads share.
@NullMarked
package io.sidetone.sip.text;

import org.jspecify.annotations.NullMarked;
