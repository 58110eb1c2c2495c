/// The syntax tree. It says exactly what a script means: what two dialects read differently has different nodes.
@NullMarked
package io.sidetone.script.ast;

import org.jspecify.annotations.NullMarked;
