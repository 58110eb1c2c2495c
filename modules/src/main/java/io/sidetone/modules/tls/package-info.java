/// Module `tls`: certificates, keys and trust as Kamailio's scripts and `tls.cfg` say them.
@NullMarked
package io.sidetone.modules.tls;

import org.jspecify.annotations.NullMarked;
