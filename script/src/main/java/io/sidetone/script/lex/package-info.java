/// From text to tokens. The second dialect has tokens of the same kinds.
@NullMarked
package io.sidetone.script.lex;

import org.jspecify.annotations.NullMarked;
