/// Modules that operators add to the server, each from a jar of its own.
@NullMarked
package io.sidetone.dist.plugin;

import org.jspecify.annotations.NullMarked;
