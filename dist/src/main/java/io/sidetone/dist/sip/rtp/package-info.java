/// The little of RTP that a test phone needs: one stream each way, G.711, telephone events. The jar `media` will
/// take its place.
@NullMarked
package io.sidetone.dist.sip.rtp;

import org.jspecify.annotations.NullMarked;
