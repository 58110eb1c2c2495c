/// Module `tmx`: transactions that are found, given up and gone on with from elsewhere.
@NullMarked
package io.sidetone.modules.tmx;

import org.jspecify.annotations.NullMarked;
