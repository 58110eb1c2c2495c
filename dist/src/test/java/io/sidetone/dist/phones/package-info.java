/// Tests with telephones of other people, and of what drives them.
@NullMarked
package io.sidetone.dist.phones;

import org.jspecify.annotations.NullMarked;
