/// What a proxy does to requests and responses (RFC 3261 §16): checks, loops, routes, targets, the choice of the
/// best response. All of it is functions of messages and a few counters; nothing here sends or waits.
///
/// Stands on `transport`, whose flows it names in Record-Route and whose tokens it reads.
@NullMarked
package io.sidetone.sip.proxy;

import org.jspecify.annotations.NullMarked;
