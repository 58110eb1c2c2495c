/// `$json(name/key[index])`: documents that a script builds and takes apart by paths.
@NullMarked
package io.sidetone.modules.json;

import org.jspecify.annotations.NullMarked;
