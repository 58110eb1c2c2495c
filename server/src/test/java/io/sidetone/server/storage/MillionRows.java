package io.sidetone.server.storage;

import java.util.concurrent.atomic.AtomicLong;

/// Reads the rows of a query in a process of its own, which has little memory. Arguments: URL, query.
final class MillionRows {

    private MillionRows() {}

    public static void main(String[] arguments) throws Exception {
        AtomicLong characters = new AtomicLong();
        try (Database database = Database.open(DatabaseUrl.parse(arguments[0]))) {
            long rows = database.read(session -> session.forEach(
                    arguments[1],
                    row -> characters.addAndGet(row.text("text", "").length())));
            Child.say(rows + " rows, " + characters + " characters");
        }
    }
}
