/// Module `counters`: counters of scripts, and all statistics in groups.
@NullMarked
package io.sidetone.modules.counters;

import org.jspecify.annotations.NullMarked;
