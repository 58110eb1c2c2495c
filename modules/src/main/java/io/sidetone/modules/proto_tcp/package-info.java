/// The name under which scripts load TCP, which is always there.
@NullMarked
package io.sidetone.modules.proto_tcp;

import org.jspecify.annotations.NullMarked;
