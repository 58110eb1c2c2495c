package io.sidetone.dist.compat;

import io.sidetone.dist.compat.row.Rows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/// The configuration that Debian's package of Kamailio brings, byte for byte and with its switches, on Kamailio and on
/// our server: both do what the row says.
@Tag("peers")
@Timeout(120)
class StockKamailioTest extends RowsOnBoth {

    StockKamailioTest() {
        super(Rows.STOCK);
    }
}
