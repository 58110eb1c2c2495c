/// From tokens to the syntax tree: the native dialect.
@NullMarked
package io.sidetone.script.parse;

import org.jspecify.annotations.NullMarked;
