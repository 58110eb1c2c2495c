package io.sidetone.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/// Connections to a server, by HikariCP: it checks those that were idle, and makes new ones when the server is
/// back.
final class PooledConnections implements Connections {

    /// What a driver waits for octets beyond the time-out of a statement, which the server is to keep.
    private static final long SOCKET_EXTRA_MILLIS = 5_000;

    private final HikariDataSource pool;

    PooledConnections(DatabaseUrl url, DatabaseSettings settings) {
        Properties properties = url.properties();
        long connect = settings.connectTimeout().toMillis();
        long silence = settings.timeout().toMillis() + SOCKET_EXTRA_MILLIS;
        switch (url.engine()) {
            case POSTGRESQL -> {
                properties.putIfAbsent("connectTimeout", seconds(connect));
                properties.putIfAbsent("loginTimeout", seconds(connect));
                properties.putIfAbsent("socketTimeout", seconds(silence));
                properties.putIfAbsent("cancelSignalTimeout", seconds(connect));
                properties.putIfAbsent("ApplicationName", "sidetone");
                // A statement with NULL of no type, or a text for a number, is the server's to understand.
                properties.putIfAbsent("stringtype", "unspecified");
            }
            case MARIADB -> {
                properties.putIfAbsent("connectTimeout", Long.toString(connect));
                properties.putIfAbsent("socketTimeout", Long.toString(silence));
                // Backslashes in quoted texts are data; parameters are never quoted by the driver.
                properties.putIfAbsent("useServerPrepStmts", "true");
                properties.putIfAbsent("tinyInt1isBit", "false");
            }
            case SQLITE -> throw new IllegalArgumentException("SQLite needs no pool");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("storage");
        config.setJdbcUrl(url.jdbc());
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(settings.connections() + settings.writers());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(connect);
        config.setValidationTimeout(Math.max(250, Math.min(connect - 1, 3_000)));
        config.setAutoCommit(false);
        // Whoever opens a database tries it at once, and says more.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    private static String seconds(long millis) {
        return Long.toString(Math.max(1, (millis + 999) / 1_000));
    }

    @Override
    public Connection take() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void begin(Connection connection) {
        // Autocommit is off: the first statement begins it.
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void giveBack(Connection connection, boolean broken) {
        if (broken) {
            pool.evictConnection(connection);
            // What ended one has mostly ended the others, and the pool does not test those that were used a moment ago.
            HikariPoolMXBean others = pool.getHikariPoolMXBean();
            if (others != null) {
                others.softEvictConnections();
            }
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // The pool has thrown it away.
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
