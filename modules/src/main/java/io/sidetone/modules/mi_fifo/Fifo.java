package io.sidetone.modules.mi_fifo;

import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.command.JsonRpc;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.stats.Counter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The named pipe that requests come by, and the thread that reads it: requests are done one after the other.
/// Thread-safe.
public final class Fifo {

    private static final System.Logger LOG = System.getLogger(Fifo.class.getName());

    private static final int PIECE = 4096;
    private static final int TRIES = 10;
    private static final long BETWEEN_TRIES = 80;

    private final Settings settings;
    private final JsonRpc commands;
    private final Counter done;
    private final Counter refused;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /// Guarded by this.
    private @Nullable FileChannel channel;

    private @Nullable Object key;

    /// Where it is, and whose.
    ///
    /// @param mode the permissions, as `chmod` has them
    /// @param owner empty for the one of the process
    /// @param group the same
    /// @param replies the folder of the pipes that responses go to
    /// @param inside whether the name of that pipe stands in the request, as `reply_name`, and not before it
    public record Settings(Path path, int mode, String owner, String group, Path replies, boolean inside) {}

    /// Not yet made.
    ///
    /// @param done counts requests
    /// @param refused counts what is no request
    public Fifo(Settings settings, JsonRpc commands, Counter done, Counter refused) {
        this.settings = settings;
        this.commands = commands;
        this.done = done;
        this.refused = refused;
    }

    /// Makes the pipe and begins to read it.
    ///
    /// @throws StartException if it cannot be made
    public void start() throws StartException {
        Path path = settings.path;
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !SpecialFiles.isPipe(path)) {
                throw new StartException(
                        Reason.FILE, path + " is there and is no named pipe. Remove it, or choose another fifo_name.");
            }
            open();
        } catch (IOException e) {
            throw new StartException(
                    Reason.FILE,
                    "the named pipe " + path + " cannot be made: " + e.getMessage() + ". Its folder has "
                            + "to be "
                            + "there, and this user has to be allowed to write there: mkdir -p " + path.getParent()
                            + ", or choose another fifo_name.",
                    e);
        }
        Thread.ofPlatform().daemon().name("mi-fifo").start(this::read);
    }

    private synchronized void open() throws IOException {
        Path path = settings.path;
        Files.deleteIfExists(path);
        NamedPipes.make(path);
        PosixFileAttributeView view = Objects.requireNonNull(
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        var people = path.getFileSystem().getUserPrincipalLookupService();
        if (!settings.owner.isEmpty()) {
            view.setOwner(people.lookupPrincipalByName(settings.owner));
        }
        if (!settings.group.isEmpty()) {
            view.setGroup(people.lookupPrincipalByGroupName(settings.group));
        }
        // Last, so that nobody has it who should not.
        SpecialFiles.permit(path, settings.mode);
        // Whoever reads and writes never sees its end.
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /// Makes the pipe anew if somebody has removed it.
    public void check() {
        try {
            Object now = Files.exists(settings.path, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readAttributes(settings.path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey()
                    : null;
            synchronized (this) {
                if (stopping.getCount() == 0 || Objects.equals(now, key)) {
                    return;
                }
                if (now != null && !SpecialFiles.isPipe(settings.path)) {
                    LOG.log(Level.WARNING, "named pipe: {0} is no named pipe any more", settings.path);
                    return;
                }
                FileChannel old = channel;
                open();
                if (old != null) {
                    old.close();
                }
            }
            LOG.log(Level.INFO, "named pipe: {0} was made anew", settings.path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "named pipe: {0} cannot be made anew: {1}", settings.path, e.getMessage());
        }
    }

    private synchronized @Nullable FileChannel channel() {
        return channel;
    }

    private void read() {
        RequestBuffer requests = new RequestBuffer(settings.inside);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (stopping.getCount() > 0) {
            FileChannel from = channel();
            try {
                if (from == null || from.read(piece.clear()) < 0) {
                    return;
                }
                // Characters of several octets may be cut in two between pieces, so JSON is read as octets.
                String text = new String(piece.array(), 0, piece.position(), StandardCharsets.ISO_8859_1);
                int before = requests.refused();
                for (RequestBuffer.Request request : requests.add(text)) {
                    perform(request);
                }
                refused.add(requests.refused() - before);
            } catch (ClosedChannelException _) {
                // Made anew, or the end.
            } catch (IOException e) {
                LOG.log(Level.WARNING, "named pipe: nothing can be read", e);
            }
        }
    }

    /// Does one; what is wrong with it is no matter of those behind it.
    private void perform(RequestBuffer.Request request) {
        try {
            answer(request);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "named pipe: a request could not be done", e);
        }
    }

    private void answer(RequestBuffer.Request request) throws IOException {
        done.increment();
        String json = new String(request.json().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String response = commands.answer(json);
        // Only the name counts: nobody chooses another folder.
        String replyTo = settings.inside ? named(json) : request.replyTo();
        Path name = Path.of(replyTo.strip().replace('\0', '_')).getFileName();
        if (response != null
                && name != null
                && !name.toString().isEmpty()
                && !name.toString().startsWith(".")) {
            reply(settings.replies.resolve(name), (response + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The pipe that a request names itself; empty for none.
    private static String named(String json) {
        try {
            return JsonReader.read(json) instanceof Map<?, ?> fields && fields.get("reply_name") instanceof String name
                    ? name
                    : "";
        } catch (ScriptError _) {
            return "";
        }
    }

    private void reply(Path to, byte[] response) throws IOException {
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS) || !SpecialFiles.isPipe(to)) {
            LOG.log(Level.WARNING, "named pipe: there is no named pipe {0} for the response", to);
            return;
        }
        int pipe = -1;
        for (int i = 0; i < TRIES && pipe < 0; i++) {
            pipe = NamedPipes.open(to);
            if (pipe < 0 && pause()) {
                return;
            }
        }
        if (pipe < 0) {
            LOG.log(Level.WARNING, "named pipe: nobody reads {0}, so the response is lost", to);
            return;
        }
        try {
            int at = 0;
            for (int i = 0; i < TRIES && at < response.length; i++) {
                int written = NamedPipes.write(pipe, response, at);
                if (written > 0) {
                    at += written;
                    i = -1;
                } else if (pause()) {
                    return;
                }
            }
        } finally {
            NamedPipes.close(pipe);
        }
    }

    /// @return whether it is time to end
    private boolean pause() {
        try {
            return stopping.await(BETWEEN_TRIES, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /// Ends reading, and removes the pipe.
    public void stop() {
        stopping.countDown();
        try {
            synchronized (this) {
                if (channel != null) {
                    channel.close();
                }
            }
            Files.deleteIfExists(settings.path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "named pipe: {0} could not be removed: {1}", settings.path, e.getMessage());
        }
    }
}
