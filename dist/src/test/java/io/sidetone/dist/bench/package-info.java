@NullMarked
package io.sidetone.dist.bench;

import org.jspecify.annotations.NullMarked;
