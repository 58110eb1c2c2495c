/// Tests of the server as a program, with programs of other people.
@NullMarked
package io.sidetone.dist.run;

import org.jspecify.annotations.NullMarked;
