/// The idiom of modules: [io.sidetone.server.module.Module] declares once what it brings, and scripts, operators
/// and documentation read that.
@NullMarked
package io.sidetone.server.module;

import org.jspecify.annotations.NullMarked;
