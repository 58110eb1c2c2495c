/// The modules that come with the server. Each has a package named as scripts name it.
@NullMarked
package io.sidetone.modules;

import org.jspecify.annotations.NullMarked;
