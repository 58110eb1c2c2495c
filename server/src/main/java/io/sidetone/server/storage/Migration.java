package io.sidetone.server.storage;

import java.sql.SQLException;

/// A change of the tables that we made, run once in each database that we made. It never runs in a database that
/// was there before us.
///
/// @param number which of all migrations, from 1
/// @param steps the change, in one transaction; MariaDB commits after each statement that changes a table
record Migration(int number, Steps steps) {

    /// What is done.
    @FunctionalInterface
    interface Steps {

        void in(Session session) throws SQLException;
    }
}
