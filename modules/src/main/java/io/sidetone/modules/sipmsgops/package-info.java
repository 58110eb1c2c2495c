/// Module `sipmsgops`: header fields, bodies, session descriptions and URIs of messages.
@NullMarked
package io.sidetone.modules.sipmsgops;

import org.jspecify.annotations.NullMarked;
