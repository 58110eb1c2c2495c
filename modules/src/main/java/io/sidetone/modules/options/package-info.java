/// Module `options`: answers to OPTIONS requests for the server itself.
@NullMarked
package io.sidetone.modules.options;

import org.jspecify.annotations.NullMarked;
