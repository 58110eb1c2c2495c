/// A whole server without its process: stack, script and modules.
@NullMarked
package io.sidetone.server;

import org.jspecify.annotations.NullMarked;
