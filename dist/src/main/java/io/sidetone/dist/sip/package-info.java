/// What `./sidetone sip` does: a small telephone for operators and tests.
@NullMarked
package io.sidetone.dist.sip;

import org.jspecify.annotations.NullMarked;
