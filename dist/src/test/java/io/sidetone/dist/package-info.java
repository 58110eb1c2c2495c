/// Tests of the repository as its users meet it: launcher and documents.
@NullMarked
package io.sidetone.dist;

import org.jspecify.annotations.NullMarked;
