package io.sidetone.server.storage;

import io.sidetone.server.storage.DatabaseException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where a database is and who asks: the URLs of both families (`mysql://user:password@host:port/name`,
/// `postgres://...`, `sqlite:///path/file`) and those of JDBC. Immutable.
///
/// `%XX` stands for a character in the name and password; the password may hold `@`, `:` and `/` as they are.
/// What stands behind `?` goes to the driver.
public final class DatabaseUrl {

    private static final String SUPPORTED = "Supported are sqlite:///PATH, postgres://USER:PASSWORD@HOST/NAME, "
            + "mysql://USER:PASSWORD@HOST/NAME (MariaDB and MySQL), and jdbc:sqlite:, jdbc:postgresql:, jdbc:mariadb:.";

    private final Engine engine;
    private final String address;
    private final String name;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Map<String, String> parameters;

    private DatabaseUrl(
            Engine engine,
            String address,
            String name,
            @Nullable String user,
            @Nullable String password,
            Map<String, String> parameters) {
        this.engine = engine;
        this.address = address;
        this.name = name;
        this.user = user;
        this.password = password;
        this.parameters = Map.copyOf(parameters);
    }

    /// An SQLite file.
    public static DatabaseUrl file(Path file) {
        return new DatabaseUrl(Engine.SQLITE, "", file.toString(), null, null, Map.of());
    }

    /// Reads a URL.
    ///
    /// @throws DatabaseException of kind SETTING, if it is none, or of no database that is known here
    public static DatabaseUrl parse(String url) throws DatabaseException {
        boolean jdbc = url.regionMatches(true, 0, "jdbc:", 0, 5);
        String text = jdbc ? url.substring(5) : url;
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw wrong("this is no database URL: it must begin with a scheme and a colon. " + SUPPORTED);
        }
        String scheme = text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "sqlite", "sqlite3" -> sqlite(rest);
            case "mysql", "mariadb" -> remote(Engine.MARIADB, scheme, rest, jdbc);
            case "postgres", "postgresql", "pgsql" -> remote(Engine.POSTGRESQL, scheme, rest, jdbc);
            default ->
                throw wrong("databases of the kind '" + (scheme.length() > 20 ? scheme.substring(0, 20) : scheme)
                        + "' are not supported. " + SUPPORTED);
        };
    }

    private static DatabaseUrl sqlite(String rest) throws DatabaseException {
        String file = rest.startsWith("//") ? rest.substring(2) : rest;
        int query = file.indexOf('?');
        if (query >= 0) {
            throw wrong("a URL of SQLite has no parameters: remove what begins with '?'");
        }
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:")) {
            throw wrong(
                    "a URL of SQLite names a file: sqlite:///PATH. Databases in memory cannot be shared by threads");
        }
        try {
            return file(Path.of(file));
        } catch (InvalidPathException e) {
            throw wrong("this is no name of a file: " + e.getMessage());
        }
    }

    private static DatabaseUrl remote(Engine engine, String scheme, String rest, boolean jdbc)
            throws DatabaseException {
        if (!rest.startsWith("//")) {
            throw wrong("'//' must follow '" + scheme + ":'. " + SUPPORTED);
        }
        String text = rest.substring(2);
        int at = endOfUser(text);
        String user = null;
        String password = null;
        if (at >= 0) {
            String info = text.substring(0, at);
            int colon = info.indexOf(':');
            user = unescape(colon < 0 ? info : info.substring(0, colon));
            password = colon < 0 ? null : unescape(info.substring(colon + 1));
            text = text.substring(at + 1);
        }
        int query = text.indexOf('?');
        Map<String, String> parameters = parameters(query < 0 ? "" : text.substring(query + 1), scheme);
        String place = query < 0 ? text : text.substring(0, query);
        if (place.startsWith("unix(")) {
            throw wrong("sockets in the file system are not supported: write a host, such as 127.0.0.1");
        }
        int slash = place.indexOf('/');
        if (slash < 0 || slash == place.length() - 1) {
            throw wrong("the name of the database is missing: " + scheme + "://HOST/NAME");
        }
        if (jdbc) {
            user = Objects.requireNonNullElse(parameters.remove("user"), Objects.requireNonNullElse(user, ""));
            password = parameters.containsKey("password") ? parameters.remove("password") : password;
        }
        return new DatabaseUrl(
                engine,
                address(place.substring(0, slash), engine),
                unescape(place.substring(slash + 1)),
                user == null || user.isEmpty() ? null : user,
                password,
                parameters);
    }

    /// The last `@` before the host: a password may hold one, as may a user of Kamailio and a parameter.
    private static int endOfUser(String text) {
        int at = text.lastIndexOf('@');
        if (at >= 0 && text.indexOf('/', at) < 0) {
            int query = text.indexOf('?');
            return query < 0 ? at : text.lastIndexOf('@', query);
        }
        return at;
    }

    private static String address(String hosts, Engine engine) throws DatabaseException {
        if (hosts.isEmpty()) {
            return "localhost:" + engine.port();
        }
        int bracket = hosts.indexOf(']');
        int port = hosts.indexOf(':', bracket + 1);
        // Brackets hold an address of IPv6 here, or a group in a URL of Kamailio.
        if (bracket > 0 && !hosts.substring(0, bracket).contains(":")) {
            throw wrong("groups of my.cnf are not read: write the host");
        }
        if (port < 0) {
            return hosts + ":" + engine.port();
        }
        // Several hosts, one of which is asked: the driver reads them.
        if (hosts.contains(",")) {
            return hosts;
        }
        String digits = hosts.substring(port + 1);
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65_535 || Integer.parseInt(digits) == 0) {
            throw wrong("the port is no number between 1 and 65535");
        }
        return hosts;
    }

    private static Map<String, String> parameters(String query, String scheme) throws DatabaseException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(unescape(parameter.substring(0, equals)), unescape(parameter.substring(equals + 1)));
            } else if (!parameter.isEmpty()) {
                throw wrong("parameters behind '?' are NAME=VALUE, with '&' between them");
            }
        }
        if (parameters.containsKey("tls_domain") || parameters.containsKey("tls_opts")) {
            throw wrong("tls_domain and tls_opts are not supported: write what the driver knows, such as "
                    + (scheme.startsWith("p") ? "sslmode=verify-full" : "sslMode=verify-full"));
        }
        return parameters;
    }

    /// What is no `%XX` stays as it is.
    private static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = i + 2 < octets.length && octets[i] == '%' ? Character.digit(octets[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
            if (low < 0) {
                out.write(octets[i]);
            } else {
                out.write((high << 4) | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DatabaseException wrong(String what) {
        return new DatabaseException(Kind.SETTING, "Database URL: " + what);
    }

    /// The kind of database.
    public Engine engine() {
        return engine;
    }

    /// The name of the database; of SQLite the file.
    public String name() {
        return name;
    }

    /// The URL for the driver; user, password and parameters go by [#properties].
    String jdbc() {
        return engine == Engine.SQLITE
                ? "jdbc:sqlite:" + name
                : "jdbc:" + engine.driver() + "://" + address + "/" + name;
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(parameters);
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /// The URL without password and parameters.
    @Override
    public String toString() {
        return engine == Engine.SQLITE
                ? "sqlite:" + name
                : engine.driver() + "://" + (user == null ? "" : user + "@") + address + "/" + name;
    }
}
