package io.sidetone.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// Submits rows for ever and says which are committed, until it is killed. Argument: URL.
final class SubmittedRows {

    private static final int AT_ONCE = 500;

    private SubmittedRows() {}

    public static void main(String[] arguments) throws Exception {
        Database database = Database.open(DatabaseUrl.parse(arguments[0]));
        String sql = database.engine().insert("grp", List.of("username", "domain", "grp"));
        Semaphore places = new Semaphore(AT_ONCE);
        for (int i = 0; ; i++) {
            places.acquire();
            String user = "u" + i;
            CompletableFuture<Void> said = database.submit(user, session -> session.update(sql, user, "d", "g"))
                    .thenRun(() -> {
                        places.release();
                        say(user);
                    });
            if (said.isCompletedExceptionally()) {
                throw new IllegalStateException(user + " was not written");
            }
        }
    }

    private static void say(String line) {
        try {
            Child.say(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
