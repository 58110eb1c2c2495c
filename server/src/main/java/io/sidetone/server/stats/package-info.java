/// What is counted and measured, under the names that operators know: `group:name`.
@NullMarked
package io.sidetone.server.stats;

import org.jspecify.annotations.NullMarked;
