package io.sidetone.dist.compat;

import io.sidetone.dist.compat.row.Rows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/// Each row of `docs/dialects/semantics.md`, on Kamailio and on our server: both do what the row says.
@Tag("peers")
@Timeout(60)
class CompatTest extends RowsOnBoth {

    CompatTest() {
        super(Rows.FOLDER);
    }
}
