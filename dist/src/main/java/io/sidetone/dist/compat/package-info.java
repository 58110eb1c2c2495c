/// `compat`: the same configuration and the same messages at Kamailio and at our server, and what is different.
@NullMarked
package io.sidetone.dist.compat;

import org.jspecify.annotations.NullMarked;
