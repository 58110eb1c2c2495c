/// For tests of scripts and modules: a server in memory, or on the sockets of this machine, with peers that say
/// what a test wants.
@NullMarked
package io.sidetone.server.testing;

import org.jspecify.annotations.NullMarked;
