/// What a host defines for scripts: functions, variables, transformations, settings, modules.
@NullMarked
package io.sidetone.script.define;

import org.jspecify.annotations.NullMarked;
