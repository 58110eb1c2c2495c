/// The name under which scripts load WebSockets with TLS, which are always there.
@NullMarked
package io.sidetone.modules.proto_wss;

import org.jspecify.annotations.NullMarked;
