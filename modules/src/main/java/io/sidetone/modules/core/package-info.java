/// What is there without any `loadmodule`: the variables of messages and branches, the functions that edit them,
/// and what else every script may use.
@NullMarked
package io.sidetone.modules.core;

import org.jspecify.annotations.NullMarked;
