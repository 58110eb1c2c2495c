/// Tests of what helps who comes from another server.
@NullMarked
package io.sidetone.dist.migrate;

import org.jspecify.annotations.NullMarked;
