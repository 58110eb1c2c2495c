/// Module `sanity`: whether a message is sane enough to be handled.
@NullMarked
package io.sidetone.modules.sanity;

import org.jspecify.annotations.NullMarked;
