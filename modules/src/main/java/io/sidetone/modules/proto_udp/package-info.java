/// The name under which scripts load UDP, which is always there.
@NullMarked
package io.sidetone.modules.proto_udp;

import org.jspecify.annotations.NullMarked;
