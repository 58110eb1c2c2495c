/// Module `maxfwd`: how far a request may still go.
@NullMarked
package io.sidetone.modules.maxfwd;

import org.jspecify.annotations.NullMarked;
