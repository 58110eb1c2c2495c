/// Module `exec`: other programs.
@NullMarked
package io.sidetone.modules.exec;

import org.jspecify.annotations.NullMarked;
