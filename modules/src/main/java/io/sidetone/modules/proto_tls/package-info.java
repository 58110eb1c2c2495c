/// The name under which scripts load TLS, which is always there; its certificates are those of `tls_mgm`.
@NullMarked
package io.sidetone.modules.proto_tls;

import org.jspecify.annotations.NullMarked;
