/// Transactions (RFC 3261 §17): a request and all its responses, repeated until they arrive, seen once. Four
/// machines that do nothing but the figures of the RFC, and a layer that gives them sockets, timers and a place
/// in memory.
@NullMarked
package io.sidetone.sip.transaction;

import org.jspecify.annotations.NullMarked;
