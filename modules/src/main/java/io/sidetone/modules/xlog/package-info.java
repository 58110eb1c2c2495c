/// Module `xlog`: logging.
@NullMarked
package io.sidetone.modules.xlog;

import org.jspecify.annotations.NullMarked;
