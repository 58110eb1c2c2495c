/// The transformations that need no SIP: of text, numbers, lists, addresses, JSON. [TextTransformations] is the
/// table.
@NullMarked
package io.sidetone.script.transform;

import org.jspecify.annotations.NullMarked;
