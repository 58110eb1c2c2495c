/// Small programs on the SIP stack, to be read and changed.
@NullMarked
package io.sidetone.examples;

import org.jspecify.annotations.NullMarked;
