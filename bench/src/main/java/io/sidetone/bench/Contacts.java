package io.sidetone.bench;

import io.sidetone.server.service.Binding;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users with one contact each, as telephones register them. Thread-safe: only functions.
final class Contacts {

    /// Seconds since 1970, later than any clock here.
    private static final long EXPIRES = 2_100_000_000;

    private static final long MODIFIED = 1_790_000_000;
    private static final int AGENTS = 40;
    private static final int ROWS_AT_ONCE = 10_000;
    private static final String SOCKET = "udp:192.0.2.1:5060";
    private static final String FLAGS = "NAT";

    private Contacts() {}

    /// The address of record of a user.
    static String address(int number) {
        return user(number) + "@example.org";
    }

    private static String user(int number) {
        return Integer.toString(100_000_000 + number);
    }

    /// The contact of a user.
    static Binding binding(int number) {
        return Binding.of(contact(number), callId(number))
                .order(callId(number), 1 + number % 500)
                .received(received(number))
                .path(path(number))
                .instance(instance(number), Binding.ABSENT)
                .userAgent(userAgent(number))
                .socket(SOCKET)
                .flags(FLAGS)
                .expires(EXPIRES)
                .modified(MODIFIED)
                .build();
    }

    private static String contact(int number) {
        return "sip:" + user(number) + "@192.168." + number % 7 + "." + number % 251 + ":5060;transport=udp";
    }

    private static String callId(int number) {
        return "%08x-3c26-%04x".formatted(number * 0x9E3779B9, number & 0xffff) + "@192.168." + number % 7 + "."
                + number % 251;
    }

    private static @Nullable String received(int number) {
        return number % 10 < 7
                ? "sip:203.0." + number % 113 + "." + number % 251 + ":" + (1024 + number % 60_000)
                : null;
    }

    private static @Nullable String path(int number) {
        return number % 10 < 2 ? "<sip:edge" + number % 4 + ".example.org;lr;ob>" : null;
    }

    private static @Nullable String instance(int number) {
        return number % 2 == 0 ? "urn:uuid:%08x-7dec-41d0-a765-00a0c91e6bf6".formatted(number) : null;
    }

    private static String userAgent(int number) {
        return "Telephone T" + number % AGENTS + "/2.81.0." + number % AGENTS;
    }

    /// Writes the contacts of so many users into the table `location` of OpenSIPS, which is there and empty.
    static void fill(Database database, int count) throws DatabaseException {
        String sql = database.engine()
                .insert(
                        "location",
                        List.of(
                                "contact_id",
                                "username",
                                "domain",
                                "contact",
                                "received",
                                "path",
                                "expires",
                                "callid",
                                "cseq",
                                "last_modified",
                                "cflags",
                                "user_agent",
                                "socket",
                                "sip_instance"));
        for (int from = 0; from < count; from += ROWS_AT_ONCE) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int number = from; number < Math.min(count, from + ROWS_AT_ONCE); number++) {
                rows.add(row(number));
            }
            database.write(session -> {
                session.batch(sql, rows);
                return true;
            });
        }
    }

    private static List<@Nullable Object> row(int number) {
        String instance = instance(number);
        return Arrays.asList(
                (number + 1L) << 14 | 1,
                user(number),
                "example.org",
                contact(number),
                received(number),
                path(number),
                EXPIRES,
                callId(number),
                1 + number % 500,
                Instant.ofEpochSecond(MODIFIED),
                FLAGS,
                userAgent(number),
                SOCKET,
                instance == null ? null : "<" + instance + ">");
    }
}
