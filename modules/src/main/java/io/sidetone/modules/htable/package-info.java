/// Module `htable`: tables in memory that all messages share.
@NullMarked
package io.sidetone.modules.htable;

import org.jspecify.annotations.NullMarked;
