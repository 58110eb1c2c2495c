/// The sockets of this machine: UDP by the system's calls, connections by Netty.
///
/// Stands on `transport`, whose contracts it keeps; nothing above it knows how a socket works.
@NullMarked
package io.sidetone.sip.socket;

import org.jspecify.annotations.NullMarked;
