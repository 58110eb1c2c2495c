/// The programs that are measured in processes of their own. Each prints the port that it listens on and ends when
/// its
/// standard input does.
@NullMarked
package io.sidetone.bench.subject;

import org.jspecify.annotations.NullMarked;
