/// Programs of other people that judge what this library writes.
@NullMarked
package io.sidetone.sip.peers;

import org.jspecify.annotations.NullMarked;
