package io.sidetone.server.storage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What a process of a test says to the test. Thread-safe: each line is one write.
final class Child {

    private Child() {}

    static void say(String line) throws IOException {
        // Not closed: the descriptor is the process's.
        @SuppressWarnings("resource")
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
