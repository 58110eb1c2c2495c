/// Module `cfg_rpc`: values that scripts declare, changed while the server runs.
@NullMarked
package io.sidetone.modules.cfg_rpc;

import org.jspecify.annotations.NullMarked;
