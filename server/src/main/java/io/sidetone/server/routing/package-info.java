/// Where messages meet the script: the router runs the block that a message is for, the others run blocks for
/// times and events.
@NullMarked
package io.sidetone.server.routing;

import org.jspecify.annotations.NullMarked;
