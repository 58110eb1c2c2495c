/// The name under which scripts load WebSockets, which are always there.
@NullMarked
package io.sidetone.modules.proto_ws;

import org.jspecify.annotations.NullMarked;
