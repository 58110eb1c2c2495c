/// Commands of operators by datagrams.
@NullMarked
package io.sidetone.modules.mi_datagram;

import org.jspecify.annotations.NullMarked;
