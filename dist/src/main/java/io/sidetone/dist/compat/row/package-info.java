/// The rows of `docs/dialects/semantics.md`: what each is made of, and their files.
@NullMarked
package io.sidetone.dist.compat.row;

import org.jspecify.annotations.NullMarked;
