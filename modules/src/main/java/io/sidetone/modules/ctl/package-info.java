/// Module `ctl`: commands of operators as `kamcmd` sends them.
@NullMarked
package io.sidetone.modules.ctl;

import org.jspecify.annotations.NullMarked;
