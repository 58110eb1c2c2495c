package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.server.storage.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a family writes bindings as rows of its table `location`, so that its own servers can read them.
/// Thread-safe.
sealed interface LocationRows permits OpenSipsRows, KamailioRows {

    /// The standard names of the columns, that of the key first.
    List<String> columns();

    /// The values of these columns.
    List<@Nullable Object> values(String address, Binding binding);

    /// The value of the key.
    Object key(Binding binding);

    /// What the column `expires` holds for a time.
    ///
    /// @param second seconds since 1970
    Object expires(long second);

    /// Reads a row.
    ///
    /// @param columns the names of [#columns] in this database
    /// @return null for a row that makes no sense
    @Nullable
    Loaded read(Row row, List<String> columns) throws SQLException;

    /// A binding that was read. Immutable.
    record Loaded(String address, Binding binding) {}

    /// The user of an address: what stands before the last `@`, if domains count.
    static String user(String address, boolean useDomain) {
        int at = useDomain ? address.lastIndexOf('@') : -1;
        return at < 0 ? address : address.substring(0, at);
    }

    /// The domain of an address; null if domains do not count.
    static @Nullable String domain(String address, boolean useDomain) {
        int at = useDomain ? address.lastIndexOf('@') : -1;
        return at < 0 ? null : address.substring(at + 1);
    }

    /// The address of a user and a domain; null if one is missing.
    static @Nullable String address(@Nullable String user, @Nullable String domain, boolean useDomain) {
        if (user == null || user.isBlank()) {
            return null;
        }
        if (!useDomain) {
            return user.strip();
        }
        return domain == null || domain.isBlank() ? null : user.strip() + '@' + domain.strip();
    }

    /// What the column `q` holds.
    static double q(Binding binding) {
        return binding.q() == Binding.ABSENT ? -1 : binding.q() / 1000.0;
    }

    /// What is in the column `q`.
    static int q(double column) {
        return column < 0 ? Binding.ABSENT : (int) Math.min(1000, Math.round(column * 1000));
    }

    /// The URN in angle brackets, as both families keep it.
    static @Nullable String instance(Binding binding) {
        String instance = binding.instance();
        return instance == null ? null : '<' + instance + '>';
    }

    /// The URN without angle brackets and quotes.
    static @Nullable String instance(@Nullable String column) {
        if (column == null || column.isBlank()) {
            return null;
        }
        String text = column.strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    }

    /// A text, or null for one that is empty.
    static @Nullable String textOrNull(@Nullable String column) {
        return column == null || column.isBlank() ? null : column.strip();
    }

    /// A text, or an empty one.
    static String text(@Nullable String column) {
        return column == null ? "" : column.strip();
    }

    /// Seconds since 1970, 0 for none.
    static long seconds(@Nullable Instant time) {
        return time == null ? 0 : Math.max(0, time.getEpochSecond());
    }
}
