/// Telephones of other people that try out a server: `./sidetone phones`.
@NullMarked
package io.sidetone.dist.phones;

import org.jspecify.annotations.NullMarked;
