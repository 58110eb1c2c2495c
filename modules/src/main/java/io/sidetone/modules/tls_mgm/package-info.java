/// Certificates, keys and trust of the sockets for TLS, by domains.
@NullMarked
package io.sidetone.modules.tls_mgm;

import org.jspecify.annotations.NullMarked;
