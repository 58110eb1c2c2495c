/// Tests that a server keeps what it promises, and of what looks whether it does.
@NullMarked
package io.sidetone.dist.prove;

import org.jspecify.annotations.NullMarked;
