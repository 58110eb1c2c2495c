/// Module `cfgutils`: randomness, waiting, locks, and variables that all messages share.
@NullMarked
package io.sidetone.modules.cfgutils;

import org.jspecify.annotations.NullMarked;
