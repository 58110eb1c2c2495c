/// Programs that others of this jar start beside themselves: telephones, and servers of our own.
@NullMarked
package io.sidetone.dist.child;

import org.jspecify.annotations.NullMarked;
