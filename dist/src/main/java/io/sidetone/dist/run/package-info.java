/// `./sidetone run`: the server as a process.
@NullMarked
package io.sidetone.dist.run;

import org.jspecify.annotations.NullMarked;
