/// The name under which scripts load a library for TLS; here it is always that of Java.
@NullMarked
package io.sidetone.modules.tls_openssl;

import org.jspecify.annotations.NullMarked;
