/// What `./sidetone migrate` does: tells what of a configuration of Kamailio or OpenSIPS works here.
@NullMarked
package io.sidetone.dist.migrate;

import org.jspecify.annotations.NullMarked;
